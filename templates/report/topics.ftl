<#list report.topics() as topic>
<@open id="t-" + topic.id() lead=topic.introduction()/>
<#list topic.figures() as figure><figure><div>${figure.svg()?no_esc}</div><figcaption>${figure.caption()}. ${figure.alternative()}</figcaption></figure></#list>
<#list topic.tables() as t>
<h3>${t.title()}</h3>
<p class="small muted">${t.about()} Table <span class="mono">${t.name()}</span>, ${m.plural(t.total(), "row", "rows")}<#if t.isCut()>; ${t.rows()?size} lines are printed, all rows are in facts/ and derived/ of the pack<#elseif t.isMerged()>; rows that differ in one column only share a line</#if>.</p>
<#if t.rows()?has_content>
<table class="tall"><colgroup><#list t.widths() as w><col style="width:${w}%"/></#list></colgroup><thead><tr><#list t.columns() as c><th scope="col">${c}</th></#list></tr></thead><tbody>
<#list t.rows() as row><tr><#list row as cell><td class="small">${cell}</td></#list></tr></#list>
</tbody></table>
<#else><p class="small">None: the table was read and has no such row.</p>
</#if>
</#list>
<#if topic.missing()?has_content><p class="note small">Not provided in this snapshot: ${topic.missing()?join(", ")}.</p></#if>
</#list>
