<@open id="controls" lead="One sheet per control: what it is, how it was tested, what came out, and what a person must still add. Why a control bears on a requirement is said under the requirement."/>
<#list report.controls() as s>
<h3 id="c-${s.id()}">${s.id()} · ${s.title()} <span class="verdict-line"><@m.verdict word=s.verdict() sign=s.sign()/></span></h3>
<p>${s.description()}<#if s.testProcedure()?has_content> <b>How it was tested</b> ${s.testProcedure()}</#if></p>
<#if s.checks()?has_content><table><colgroup><col style="width:19mm"/><col/><col style="width:25mm"/><col style="width:17mm"/><col style="width:14mm"/><col style="width:18mm"/><col style="width:11mm"/></colgroup>
<thead><tr><th scope="col">Check</th><th scope="col">Expected state</th><th scope="col">Result</th><th scope="col" class="number">Examined</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Undecided</th><th scope="col" class="number">Page</th></tr></thead><tbody>
<#list s.checks() as k><tr><td class="mono">${k.id()}</td><td>${k.title()}</td><td><@m.verdict word=k.verdict() sign=k.sign()/></td><td class="number">${k.examined()}</td><td class="number">${k.findings()?size}</td><td class="number">${k.undecided()}</td><td class="number"><@m.page anchor="k-" + k.id() title="Check " + k.id()/></td></tr></#list>
</tbody></table></#if>
<p><#list report.volumes() as v><#assign edges = s.satisfies()?filter(e -> e.framework() == v.id())><#if edges?has_content><b>Serves</b> ${v.title()} <#list ["direct", "supporting", "context"] as strength><#assign some = edges?filter(e -> e.strength() == strength)><#if some?has_content><#list some as e>${e.requirement()}<#sep>, </#sep></#list> (${strength}) </#if></#list></#if></#list><#if s.manualEvidence()?has_content><b>A person must add</b> ${s.manualEvidence()?map(w -> m.sentence(w?uncap_first))?join("; ")}. </#if><#if s.notCovered()?has_content><b>Not covered</b> ${s.notCovered()?map(w -> m.sentence(w?uncap_first))?join("; ")}.</#if></p>
<div class="box"><span class="eyebrow">Reviewer's conclusion</span></div>
</#list>
