<@open id="matrix" lead="From requirement to control, and from control to check and the page of its evidence. Strength says how far a control decides: only direct edges do."/>
<#list report.volumes() as volume>
<h3>${volume.title()}</h3>
<p class="small muted">${volume.source()}</p>
<table class="tall"><colgroup><col style="width:17mm"/><col style="width:52mm"/><col style="width:48mm"/><col/></colgroup>
<thead><tr><th scope="col">Id</th><th scope="col">Requirement</th><th scope="col">Verdict · manual</th><th scope="col">Controls that speak to it</th></tr></thead><tbody>
<#list volume.requirements() as r><tr><td id="${r.anchor()}"><b>${r.id()}</b></td><td>${r.title()}</td><td><@m.verdict word=r.verdict() sign=r.sign()/><#if r.manual() != "none"> · manual ${r.manual()}</#if></td><td><#if r.links()?has_content><#list ["direct", "supporting", "context"] as strength><#assign edges = r.links()?filter(l -> l.strength() == strength)><#if edges?has_content>${strength?cap_first}: <#list edges as l>${l.control().id()}<#sep>, </#sep></#list>. </#if></#list><#else>none; needs manual evidence</#if></td></tr></#list>
</tbody></table>
</#list>
<h3>Controls and their checks</h3>
<table class="tall"><colgroup><col style="width:70mm"/><col style="width:11mm"/><col/></colgroup>
<thead><tr><th scope="col">Control</th><th scope="col" class="number">Page</th><th scope="col">Checks, their result, and the page of query and population</th></tr></thead><tbody>
<#list report.controls() as s><tr><td><b>${s.id()}</b> ${s.title()}</td><td class="number"><@m.page anchor="c-" + s.id() title="Control " + s.id()/></td><td><#list s.checks() as k><a href="#k-${k.id()}" title="Check ${k.id()}" class="pg">${k.id()} ${k.sign()} </a><#sep>, </#sep></#list></td></tr></#list>
</tbody></table>
