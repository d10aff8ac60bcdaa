<@open id="provenance" lead="How each table of facts was read: the exact query or file, its parameters, who read it, when by both clocks, and how many rows came."/>
<#list report.provenance() as p>
<h3 id="p-${p.table()}-${p?counter}">${p.table()}</h3>
<p>${p.about()}</p>
<#if p.isQuery()><@m.code text=p.source()/><#else><p class="mono">${p.source()}</p></#if>
<p class="small muted">Source <span class="mono">sha256:${p.sourceDigest()}</span><#if p.file()?has_content><br/>${p.file()} <span class="mono">sha256:${p.fileDigest()}</span></#if></p>
<table><colgroup><col style="width:34mm"/><col/><col style="width:31mm"/><col style="width:31mm"/><col style="width:14mm"/><col style="width:18mm"/></colgroup>
<thead><tr><th scope="col">Where · role</th><th scope="col">Parameters</th><th scope="col">Collector's clock</th><th scope="col">Server's clock</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Second count</th></tr></thead><tbody>
<#list p.runs() as r><tr><td class="small">${r.where()}<br/><span class="muted">${r.role()}</span></td><td class="mono">${r.parameters()}</td><td class="small">${r.startedAt()}<br/>${r.endedAt()}</td><td class="small">${r.serverStartedAt()}</td><td class="number">${r.rows()}</td><td class="number">${r.independent()}</td></tr></#list>
</tbody></table>
</#list>
