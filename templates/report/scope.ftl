<#assign scope = report.scope()>
<@open id="scope" lead="What was looked at, with which rights, and what was not seen. Nothing outside this scope is a pass."/>
<#if scope.collector()?has_content>
<table><caption>The collection run</caption>
<colgroup><col style="width:38mm"/><col/></colgroup><tbody>
<#list scope.collector() as pair><tr><th class="row" scope="row">${pair.label()}</th><td>${pair.value()}</td></tr></#list>
<tr><th class="row" scope="row">Rights of the role</th><td><#if scope.rights()?has_content>${scope.rights()?join(", ")}<#else>not recorded</#if></td></tr>
</tbody></table>
</#if>
<h3>Databases</h3>
<#if scope.databases()?has_content>
<table><colgroup><col style="width:50mm"/><col style="width:28mm"/><col/></colgroup>
<thead><tr><th scope="col">Database</th><th scope="col">Covered</th><th scope="col">Reason when not</th></tr></thead><tbody>
<#list scope.databases() as d><tr><td class="mono">${d.name()}</td><td><#if d.isRead()>✓ read<#else><b>✗ not read</b></#if></td><td>${d.reason()}</td></tr></#list>
</tbody></table>
<#else><p>The list of databases was not collected.</p></#if>
<h3>Gaps</h3>
<#if scope.gaps()?has_content>
<p>Each line is something that the collector asked for and did not get, and what would change that.</p>
<table><colgroup><col style="width:30mm"/><col style="width:25mm"/><col/><col style="width:58mm"/></colgroup>
<thead><tr><th scope="col">Facts</th><th scope="col">Where</th><th scope="col">What was met</th><th scope="col">What to do</th></tr></thead><tbody>
<#list scope.gaps() as g><tr><td class="mono">${g.table()}<br/><span class="muted">${g.extent()}</span></td><td>${g.where()}</td><td>${g.reason()}<#if g.right()?has_content><br/><span class="muted">Missing right: ${g.right()}</span></#if></td><td><#if g.remedy()?has_content>${g.remedy()}</#if></td></tr></#list>
</tbody></table>
<#else><p>✓ Everything that the collector asked for was read.</p></#if>
<h3>Populations</h3>
<p>Every check counts what it examined: examined = passed + failed + undecided. A population is printed up to <#if (report.printedRows() < 2000)>${report.printedRows()}<#else>2,000</#if> failing rows and 60 passing subjects; its whole count and SHA-256 are printed in any case, its rows are in evidence.xlsx and in replay.sql, and printed whole in appendix/ where the pack was made with --appendix.</p>
<h3>Collected, counted, loaded</h3>
<p><#if scope.counts()?has_content><#if scope.isEveryCountEqual()>✓ For each table below, the rows written by the collector, the rows of a second count where there is one, and the rows that the assessment loaded agree.<#else><b>✗ At least one table below does not reconcile; see the marked lines.</b></#if><#else>No provenance was recorded.</#if></p>
<#if scope.counts()?has_content>
<table class="dense"><colgroup><col/><col style="width:26mm"/><col style="width:34mm"/><col style="width:26mm"/><col style="width:26mm"/></colgroup>
<thead><tr><th scope="col">Table</th><th scope="col" class="number">Collected</th><th scope="col" class="number">Second count</th><th scope="col" class="number">Loaded</th><th scope="col">Agree</th></tr></thead><tbody>
<#list scope.counts() as c><tr><td class="mono">${c.table()}</td><td class="number">${c.collected()}</td><td class="number">${c.independent()}</td><td class="number">${c.loaded()}</td><td><#if c.isEqual()>✓ yes<#else><b>✗ no</b></#if></td></tr></#list>
</tbody></table>
</#if>
