<@open id="provenance" lead="How each table of facts was read: the exact query or file, its parameters, who read it, when by both clocks, and how many rows came."/>
<#list report.provenance() as p>
<h3 id="p-${p.table()}-${p?counter}">${p.table()}</h3>
<p>${p.about()}</p>
<#if p.isQuery()><@m.code text=p.source()/><#else><p class="mono">${p.source()}</p></#if>
<p class="small muted">Source <span class="mono">sha256:${p.sourceDigest()}</span><#if p.file()?has_content><br/>${p.file()} <span class="mono">sha256:${p.fileDigest()}</span></#if></p>
<#list p.runs() as r><p class="small run"><b>${r.where()}</b> as ${r.role()}: <b>${m.plural(r.rows(), "row", "rows")}</b><#if r.independent() != "–">, second count ${r.independent()}</#if>; ${r.startedAt()} to ${r.endedAt()} by the collector's clock<#if r.serverStartedAt() != "–">, ${r.serverStartedAt()} by the server's</#if><#if r.parameters() != "{}">; parameters <span class="mono">${r.parameters()}</span></#if>.</p></#list>
</#list>
