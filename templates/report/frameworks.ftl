<@open id="manual" lead="What a database cannot tell. Each line waits for a document, a decision or a name."/>
<#list report.volumes() as volume>
<#assign needs = volume.requirements()?filter(r -> r.mustAdd()?has_content)>
<#if needs?has_content>
<h3>${volume.title()}</h3>
<table><colgroup><col style="width:17mm"/><col style="width:56mm"/><col style="width:20mm"/><col/></colgroup>
<thead><tr><th scope="col">Id</th><th scope="col">Requirement</th><th scope="col">Evidence</th><th scope="col">What to add</th></tr></thead><tbody>
<#list needs as r><tr><td><b>${r.id()}</b></td><td>${r.title()}</td><td><@m.verdict word=r.manual() sign=r.manualSign()/></td><td>${r.mustAdd()?join("; ")}</td></tr></#list>
</tbody></table>
</#if>
</#list>
<#list report.volumes() as volume>
<@open id="v-" + volume.id() lead=volume.edition()/>
<#list volume.requirements() as r>
<div class="entry">
<h3>${r.id()} · ${r.title()} <span class="verdict-line"><@m.verdict word=r.verdict() sign=r.sign()/></span></h3>
<p><#if r.verdict() != "outside">Reach of a database: ${r.level()}. Manual evidence: ${r.manual()}. </#if>${r.paraphrase()}<#if r.shows()?has_content> <b>The database shows</b> ${r.shows()?map(w -> w?uncap_first)?join("; ")}.</#if><#if r.links()?has_content> <b>Shown here by</b> <#list r.links() as l>${l.control().id()} ${l.control().title()} (${l.strength()})<#if l.rationale()?has_content>: ${m.sentence(l.rationale())}</#if><#sep>; </#sep></#list>.</#if></p>
</div>
</#list>
</#list>
