<@open id="controls" lead="One sheet per control: what it is, how it was tested, what came out, and what a person must still add."/>
<#list report.controls() as s>
<div class="sheet">
<h3 id="c-${s.id()}">${s.id()} · ${s.title()}</h3>
<p><@m.verdict word=s.verdict() sign=s.sign()/></p>
<p>${s.description()}</p>
<#if s.testProcedure()?has_content><p><b>How it was tested</b> ${s.testProcedure()}</p></#if>
<#if s.checks()?has_content><table><colgroup><col style="width:22mm"/><col/><col style="width:29mm"/><col style="width:17mm"/><col style="width:14mm"/><col style="width:18mm"/><col style="width:11mm"/></colgroup>
<thead><tr><th scope="col">Check</th><th scope="col">Expected state</th><th scope="col">Result</th><th scope="col" class="number">Examined</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Undecided</th><th scope="col" class="number">Page</th></tr></thead><tbody>
<#list s.checks() as k><tr><td class="mono">${k.id()}</td><td>${k.title()}</td><td><@m.verdict word=k.verdict() sign=k.sign()/></td><td class="number">${k.examined()}</td><td class="number">${k.findings()?size}</td><td class="number">${k.undecided()}</td><td class="number"><@m.page anchor="k-" + k.id() title="Check " + k.id()/></td></tr></#list>
</tbody></table></#if>
<#if s.satisfies()?has_content><p><b>Serves</b> <#list s.satisfies() as e>${e.frameworkTitle()} ${e.requirement()}, ${e.strength()}<#if e.rationale()?has_content>: ${e.rationale()?remove_ending(".")}</#if><#sep>; </#sep></#list>.</p></#if>
<#if s.manualEvidence()?has_content><p><b>A person must add</b> ${s.manualEvidence()?map(w -> w?uncap_first?remove_ending("."))?join("; ")}.</p></#if>
<#if s.notCovered()?has_content><p><b>Not covered</b> ${s.notCovered()?map(w -> w?uncap_first?remove_ending("."))?join("; ")}.</p></#if>
<div class="box"><span class="eyebrow">Reviewer's conclusion</span></div>
</div>
</#list>
