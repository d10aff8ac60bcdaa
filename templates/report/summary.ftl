<@open id="summary" lead="What the facts show, check by check and requirement by requirement. There is no score: a number would hide what it is made of."/>
<h3>Checks</h3>
<table><thead><tr><#list cover.verdicts() as v><th scope="col">${v.word()?cap_first}</th></#list><th scope="col">All</th></tr></thead>
<tbody><tr><#list cover.verdicts() as v><td><b>${v.sign()} ${v.number()}</b></td></#list><td><b>${cover.checks()}</b></td></tr></tbody></table>
<h3>Findings by severity</h3>
<table><thead><tr><th scope="col">Severity</th><th scope="col" class="number">Findings</th><th scope="col" class="number">Of them waived</th><th scope="col" class="number">Open</th></tr></thead><tbody>
<#list cover.severities() as s><tr><td><@m.severity word=s.word() sign=s.sign()/></td><td class="number">${s.number()}</td><td class="number">${s.waived()}</td><td class="number"><b>${s.number() - s.waived()}</b></td></tr></#list>
</tbody></table>
<p class="small muted">A waived finding stays a failure of its check; the waiver is shown beside it.</p>
<h3>Requirements</h3>
<table><colgroup><col style="width:56mm"/></colgroup><thead><tr><th scope="col">Framework</th><#if report.volumes()?has_content><#list report.volumes()[0].counts() as c><th scope="col" class="number">${c.word()?cap_first}</th></#list></#if></tr></thead><tbody>
<#list report.volumes() as v><tr><td><b>${v.title()}</b><br/><span class="muted">${v.edition()}</span></td><#list v.counts() as c><td class="number">${c.number()}</td></#list></tr></#list>
</tbody></table>
<p class="small muted">Verdicts come from direct checks only. "Outside" lists what a database cannot show; it is never scored.</p>
<#if issue.changes()?has_content><h3>Since the previous pack</h3><@m.bullets items=issue.changes()/></#if>
<h3>Checks that failed</h3>
<#assign failed = report.checks()?filter(c -> c.findings()?has_content)>
<#if failed?has_content>
<table class="dense"><colgroup><col style="width:18mm"/><col style="width:19mm"/><col/><col style="width:16mm"/><col style="width:15mm"/><col style="width:12mm"/></colgroup>
<thead><tr><th scope="col">Severity</th><th scope="col">Check</th><th scope="col">Expected state</th><th scope="col" class="number">Findings</th><th scope="col" class="number">Waived</th><th scope="col" class="number">Page</th></tr></thead><tbody>
<#list ["critical", "high", "medium", "low", "info"] as level><#list failed?filter(c -> c.severity() == level) as c><tr><td><@m.severity word=c.severity() sign=c.severitySign()/></td><td class="mono">${c.id()}</td><td>${c.title()}</td><td class="number">${c.findings()?size}</td><td class="number">${c.waived()}</td><td class="number"><@m.page anchor="g-" + c.id() title="Findings of " + c.id()/></td></tr></#list></#list>
</tbody></table>
<#else><p>No check failed. That says nothing about checks that were not assessed.</p></#if>
