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
<header class="head">
<p class="eyebrow">Period report · ${issue.classification()}</p>
<h1>${period.system}</h1>
<p class="lead">${period.from} to ${period.to}, ${period.runs?size} packs</p>
<#if issue.isDemoIdentity()><p class="warn"><span aria-hidden="true">⚠</span> Demo identity: it proves nobody.</p></#if>
</header>
<nav aria-label="Chapters"><ul><li><a href="#calendar">Calendar</a></li><li><a href="#exceptions">Exceptions</a></li><li><a href="#checks">Checks</a></li><li><a href="#definitions">Definitions</a></li><li><a href="#populations">Populations</a></li><li><a href="#verification">Verification</a></li></ul></nav>
<main id="main">
<#include "body.ftl">
</main>
</body>
</html>
