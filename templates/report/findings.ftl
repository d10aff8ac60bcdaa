<@open id="findings" lead="Every object that fails a check, with the row that shows it, the statement that repairs it and the one that takes the repair back. Statements are proposals: read them, then run them through change control."/>
<#if !failed?has_content><p>No check failed.</p></#if>
<#list failed as c>
<div class="group">
<h3 id="g-${c.id()}">${c.id()} · ${c.title()}</h3>
<p><@m.severity word=c.severity() sign=c.severitySign()/> <#if c.severityReason()?has_content><span class="muted">${c.severityReason()}</span></#if></p>
<p>${c.why()}</p>
<p class="small muted">${c.examined()} examined, ${c.passed()} passed, ${c.findings()?size} failed, ${c.undecided()} undecided. Query and population: page <@m.page anchor="k-" + c.id() title="Check " + c.id()/>.</p>
<table><colgroup><col style="width:62mm"/><col style="width:48mm"/><col/></colgroup>
<thead><tr><th scope="col">Finding</th><th scope="col">Evidence row</th><th scope="col">Repair and undo</th></tr></thead><tbody>
<#list c.printedFindings() as f><tr><td id="f-${f.id()}"><b>${f.sentence()}</b><br/><span class="small muted"><#if f.severity() != c.severity()><@m.severity word=f.severity() sign=f.severitySign()/> </#if><span class="mono">${f.id()}</span><#if f.severityNote()?has_content><br/>${f.severityNote()}</#if></span><#if f.waiver()?has_content><div class="waiver small"><b>Waived, still a failure.</b> ${f.waiver()}</div></#if></td><td class="small"><#list f.evidence() as e><span class="muted">${e.name()}</span> <span class="mono">${e.value()}</span><#sep><br/></#sep></#list></td><td><#if f.fix()?has_content><@m.code text=f.fix()/><#else><span class="muted small">No single statement repairs this.</span></#if><#if f.undo()?has_content><span class="small muted">Undo</span><@m.code text=f.undo()/></#if></td></tr></#list>
</tbody></table>
<#if (c.findings()?size > c.printedFindings()?size)><p class="note">${c.findings()?size - c.printedFindings()?size} more findings of this check are in evidence.xlsx and findings.json.</p></#if>
</div>
</#list>
<@open id="open" lead="Checks that could not be decided. None of them is a pass."/>
<#assign undecided = report.checks()?filter(c -> c.verdict() == "not assessed" || c.undecided() != 0)>
<#if undecided?has_content>
<table><colgroup><col style="width:22mm"/><col style="width:58mm"/><col/></colgroup>
<thead><tr><th scope="col">Check</th><th scope="col">Expected state</th><th scope="col">Why it is open</th></tr></thead><tbody>
<#list undecided as c><tr><td class="mono"><a href="#k-${c.id()}" title="Check ${c.id()}">${c.id()}</a></td><td>${c.title()}</td><td><#if c.reason()?has_content>${c.reason()}</#if><#list c.result().undecided() as u><#if u?index lt 20><div><span class="mono">${u.subject()}</span>: ${u.reason()}</div></#if></#list><#if (c.undecided() > 20)><div class="muted">and ${c.undecided() - 20} more in evidence.xlsx</div></#if></td></tr></#list>
</tbody></table>
<#else><p>Every check that applies was decided for every object.</p></#if>
