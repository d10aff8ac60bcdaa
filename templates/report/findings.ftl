<@open id="findings" lead="Every object that fails a check, with the row that shows it, the statement that repairs it and the one that takes the repair back. Statements are proposals: read them, then run them through change control."/>
<#if !failed?has_content><p>No check failed.</p></#if>
<#list failed as c>
<h3 id="g-${c.id()}">${c.id()} · ${c.title()}</h3>
<p class="small"><@m.severity word=c.severity() sign=c.severitySign()/><#if c.severityReason()?has_content>. ${m.sentence(c.severityReason())}</#if>. ${c.why()} <span class="muted">${c.examined()} examined, ${c.passed()} passed, ${c.findings()?size} failed, ${c.undecided()} undecided, page <@m.page anchor="k-" + c.id() title="Check " + c.id()/></span></p>
<table><colgroup><col style="width:84mm"/><col/></colgroup><tbody>
<#assign printed = report.printedFindings(c)>
<#list printed as f><tr><th scope="row" class="item" id="f-${f.id()}">${f.sentence()}<div><#list f.evidence() as e>${e.name()} ${e.value()}<#sep> · </#sep></#list> <span class="mono">${f.id()}</span><#if f.severity() != c.severity()> <@m.severity word=f.severity() sign=f.severitySign()/></#if><#if f.severityNote()?has_content> ${f.severityNote()}</#if></div><#if f.waiver()?has_content><div class="waiver"><b>Waived, still a failure.</b> ${f.waiver()}</div></#if></th><td class="sql"><#if f.fix()?has_content><@m.lines text=f.fix()/><#else>No single statement repairs this.</#if><#if f.undo()?has_content>
<span class="muted">Undo: <@m.lines text=f.undo()/></span></#if></td></tr></#list>
</tbody></table>
<#if (c.findings()?size > printed?size)><p class="note">${c.findings()?size - printed?size} more findings of this check are in findings.json.</p></#if>
</#list>
<@open id="open" flow=true lead="Checks that could not be decided. None of them is a pass."/>
<#assign undecided = report.checks()?filter(c -> c.verdict() == "not assessed" || c.undecided() != 0)>
<#if undecided?has_content>
<table><colgroup><col style="width:20mm"/><col style="width:62mm"/><col/></colgroup>
<thead><tr><th scope="col">Check</th><th scope="col">Expected state</th><th scope="col">Why it is open</th></tr></thead><tbody>
<#list undecided as c><tr><td class="mono"><a href="#k-${c.id()}" title="Check ${c.id()}">${c.id()}</a></td><td>${c.title()}</td><td><#if c.reason()?has_content>${c.reason()}</#if><#list c.result().undecided() as u><#if u?index lt 20><div><span class="mono">${u.subject()}</span>: ${u.reason()}</div></#if></#list><#if (c.undecided() > 20)><div class="muted">and ${c.undecided() - 20} more in evidence.xlsx</div></#if></td></tr></#list>
</tbody></table>
<#else><p>Every check that applies was decided for every object.</p></#if>
