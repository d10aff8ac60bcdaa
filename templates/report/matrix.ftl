<@open id="matrix" lead="From requirement to control to check, with the page where the evidence stands. Strength says how far a control decides: only direct edges do."/>
<#list report.volumes() as volume>
<h3>${volume.title()}</h3>
<p class="small muted">${volume.source()}</p>
<table><colgroup><col style="width:16mm"/><col style="width:40mm"/><col style="width:29mm"/><col/></colgroup>
<thead><tr><th scope="col">Id</th><th scope="col">Requirement</th><th scope="col">Verdict · manual</th><th scope="col">Control (strength, page) and its checks (verdict, page)</th></tr></thead><tbody>
<#list volume.requirements() as r><tr><td id="${r.anchor()}"><b>${r.id()}</b></td><td>${r.title()}</td><td><@m.verdict word=r.verdict() sign=r.sign()/><#if r.manual() != "none"><br/><span class="muted">manual: ${r.manual()}</span></#if></td><td><#if r.links()?has_content><#list r.links() as l><div><a href="#c-${l.control().id()}" title="Control ${l.control().id()}"><b>${l.control().id()}</b></a> ${l.strength()}, p. <@m.page anchor="c-" + l.control().id() title="Control " + l.control().id()/>: <#list l.control().checks() as k><span class="mono">${k.id()}</span> <span class="sign">${k.sign()}</span> p. <@m.page anchor="k-" + k.id() title="Check " + k.id()/><#sep>, </#sep></#list></div></#list><#else><span class="muted">none; needs manual evidence</span></#if></td></tr></#list>
</tbody></table>
</#list>
