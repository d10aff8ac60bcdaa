<!DOCTYPE html>
<html lang="en">
<head>
<title>Period report ${period.system}, ${period.from} to ${period.to}</title>
<meta name="subject" content="Audit evidence from PostgreSQL over a period"/>
<meta name="description" content="Period report of ${period.system}, ${period.from} to ${period.to}"/>
<meta name="author" content="pgevidence ${period.tool.version}"/>
<meta name="keywords" content="PostgreSQL, evidence"/>
<style>
${style?no_esc}
@page { @top-left { content: "Period report"; font: 7.5pt 'Liberation Sans'; color: #5b6475; vertical-align: bottom; padding-bottom: 4mm; } @top-right { content: "${issue.classification()?js_string}"; font: bold 7.5pt 'Liberation Sans'; color: #10182b; vertical-align: bottom; padding-bottom: 4mm; }
  @bottom-left { content: "${issue.packId()?js_string}"; font: 7pt 'Liberation Mono'; color: #5b6475; } }
</style>
<bookmarks>
<bookmark name="Cover" href="#cover"/><bookmark name="Summary" href="#summary"/><bookmark name="Run calendar" href="#calendar"/><bookmark name="Exceptions" href="#exceptions"/><bookmark name="History of each check" href="#checks"/><bookmark name="Definitions that changed" href="#definitions"/><bookmark name="Populations and samples" href="#populations"/><bookmark name="Verification" href="#verification"/>
</bookmarks>
</head>
<body>
<div class="cover" id="cover">
<div class="bar"></div>
<p class="eyebrow">Period report · evidence over time</p>
<h1>${period.system}</h1>
<p class="when">${period.from} to ${period.to}, ${period.runs?size} packs</p>
<#if issue.isDemoIdentity()><p class="warn"><span class="sign">⚠</span> Demo identity: the certificate was made by this program for itself. The signature shows that the pack was not changed, not who made it.</p></#if>
<#list issue.signatureNotes() as note><p class="warn"><span class="sign">⚠</span> ${note}</p></#list>
<table><tbody>
<tr><th class="row" scope="row">Chain</th><td>${issue.previous()}<#if issue.supersedes().isPresent()> ${issue.supersedes().get()}</#if></td></tr>
<tr><th class="row" scope="row">Made by</th><td>pgevidence ${period.tool.version}, sealed by ${issue.sealer().get()}</td></tr>
<tr><th class="row" scope="row">Vouches for</th><td>evidence.sha256, whose own SHA-256 is <span class="mono">${issue.evidenceDigest().get()}</span></td></tr>
</tbody></table>
<div class="slot slot-1"><b>Prepared</b><div class="line"></div><span class="small muted">Operator of the program</span></div>
<div class="slot slot-2"><b>Reviewed</b><div class="line"></div><span class="small muted">Reviewer</span></div>
<div class="slot slot-3"><b>Approved</b><div class="line"></div><span class="small muted">Approver</span></div>
</div>
<#include "body.ftl">
</body>
</html>
