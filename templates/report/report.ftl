<#import "macros.ftl" as m>
<#assign issue = report.issue()>
<#assign chapters = [
  {"id": "scope", "title": "Scope and completeness"},
  {"id": "summary", "title": "Summary"},
  {"id": "matrix", "title": "Control matrix"},
  {"id": "findings", "title": "Findings"},
  {"id": "open", "title": "Not assessed"},
  {"id": "exceptions", "title": "Exceptions with management response"},
  {"id": "waivers", "title": "Waivers"},
  {"id": "controls", "title": "Control sheets"}]>
<#list report.topics() as topic><#assign chapters = chapters + [{"id": "t-" + topic.id(), "title": topic.title()}]></#list>
<#assign chapters = chapters + [{"id": "checks", "title": "Checks and populations"}, {"id": "manual", "title": "Manual evidence needed"}]>
<#list report.volumes() as volume><#assign chapters = chapters + [{"id": "v-" + volume.id(), "title": volume.title() + ", one by one"}]></#list>
<#assign chapters = chapters + [{"id": "provenance", "title": "Provenance"}, {"id": "glossary", "title": "Glossary"}, {"id": "verification", "title": "Verification"}]>
<#function number id><#list chapters as c><#if c.id == id><#return c?counter></#if></#list><#return 0></#function>
<#function title id><#list chapters as c><#if c.id == id><#return c.title></#if></#list><#return ""></#function>
<#macro open id lead="" flow=false><@m.chapter id=id title=title(id) number=number(id) lead=lead flow=flow/></#macro>
<!DOCTYPE html>
<html lang="en">
<head>
<title>Evidence report ${cover.system()}, ${report.assessment().collectedAt()}</title>
<meta name="subject" content="Audit evidence from PostgreSQL"/>
<meta name="description" content="Evidence report of ${cover.system()}, facts of ${report.assessment().collectedAt()}"/>
<meta name="author" content="pgevidence ${cover.toolVersion()}"/>
<meta name="keywords" content="PostgreSQL, evidence"/>
<style>
${style?no_esc}
@page { @top-right { content: "${issue.classification()?js_string}"; font: bold 7.5pt 'Liberation Sans'; color: #10182b; vertical-align: bottom; padding-bottom: 4mm; }
  @bottom-left { content: "${issue.packId()?js_string}"; font: 7pt 'Liberation Mono'; color: #5b6475; } }
</style>
<bookmarks>
<bookmark name="Cover" href="#cover"/>
<#list chapters as c><bookmark name="${c?counter} ${c.title}" href="#${c.id}"><#if c.id == "controls"><#list report.controls() as s><bookmark name="${s.id()} ${s.title()}" href="#c-${s.id()}"/></#list></#if><#if c.id == "checks"><#list report.checks() as s><bookmark name="${s.id()} ${s.title()}" href="#k-${s.id()}"/></#list></#if><#if c.id == "findings"><#list report.checks() as s><#if s.findings()?has_content><bookmark name="${s.id()} ${s.title()}" href="#g-${s.id()}"/></#if></#list></#if></bookmark>
</#list>
</bookmarks>
</head>
<body>
<#include "cover.ftl">
<#include "scope.ftl">
<#include "summary.ftl">
<#include "matrix.ftl">
<#include "findings.ftl">
<#include "exceptions.ftl">
<#include "controls.ftl">
<#include "topics.ftl">
<#include "checks.ftl">
<#include "frameworks.ftl">
<#include "provenance.ftl">
<#include "closing.ftl">
</body>
</html>
