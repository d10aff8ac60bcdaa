<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash?no_esc}'; base-uri 'none'; form-action 'none'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>Period report ${period.system}, ${period.from} to ${period.to}</title>
<style>${style?no_esc}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<div class="shell">
<nav class="side" aria-label="Chapters">
<p class="name">${period.system}</p>
<#list [{"title": "Period", "links": [["summary", "Summary"], ["calendar", "Run calendar"]]}, {"title": "Judgement", "links": [["exceptions", "Exceptions"], ["checks", "History of each check"], ["definitions", "Definitions that changed"]]}, {"title": "Proof", "links": [["populations", "Populations and samples"], ["verification", "Verification"]]}] as g>
<p class="group" id="group-${g?counter}">${g.title}</p>
<ul aria-labelledby="group-${g?counter}"><#list g.links as l><li><a href="#${l[0]}">${l[1]}</a></li></#list></ul>
</#list>
</nav>
<div>
<header class="head">
<p class="eyebrow">Period report · ${issue.classification()}</p>
<h1>${period.system}</h1>
<p class="lead">${period.from} to ${period.to}, ${period.runs?size} packs</p>
<#if issue.isDemoIdentity()><p class="warn"><span aria-hidden="true">⚠</span> Demo identity: it proves nobody.</p></#if>
<#list issue.signatureNotes() as note><p class="warn"><span aria-hidden="true">⚠</span> ${note}</p></#list>
</header>
<main id="main">
<#assign screen = true>
<#include "body.ftl">
</main>
</div>
</div>
</body>
</html>
