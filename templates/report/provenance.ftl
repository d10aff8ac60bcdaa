<@open id="provenance" lead="How each table of facts was read: the exact query or file, its parameters, who read it, when, and how many rows came. The first two times are by the collector's clock, the third is by the server's. Digests are SHA-256."/>
<#list report.provenance() as p>
<h3 id="p-${p.table()}-${p?counter}">${p.table()}</h3>
<p class="small">${p.about()}</p>
<#if p.isQuery()><@m.code text=p.source()/><#else><p class="mono">${p.source()}</p></#if>
<p class="small"><#if p.parameters()?has_content>Given ${p.parameters()?join("; ")}<br/></#if><#list p.runs() as r><b>${r.where()}</b> as ${r.role()}: ${m.plural(r.rows(), "row", "rows")}<#if r.independent() != "–">, second count ${r.independent()}</#if>; ${r.times()}<br/></#list>Source <span class="digest">${p.sourceDigest()}</span><#if p.file()?has_content> ${p.file()} <span class="digest">${p.fileDigest()}</span></#if></p>
</#list>
<#assign long = 0>
<#list report.provenance() as p><#list p.values() as value><#if long == 0><h3>Long values of parameters</h3></#if><#assign long = long + 1>
<p class="small"><b>Value ${long}</b> <span class="mono">${value}</span></p></#list></#list>
