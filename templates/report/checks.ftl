<@open id="checks" lead="The exact query of every check and the population that it examined. replay.sql in the pack runs them again with the stock sqlite3."/>
<#list report.checks() as c>
<h3 id="k-${c.id()}">${c.id()} · ${c.title()}</h3>
<p><@m.verdict word=c.verdict() sign=c.sign()/> · <@m.severity word=c.severity() sign=c.severitySign()/><#if c.reason()?has_content> · ${c.reason()}</#if></p>
<#if c.why()?has_content && !c.findings()?has_content><p>${c.why()}</p></#if>
<#if c.ask()?has_content><p class="note">A person answers: ${c.ask()}</p></#if>
<#if c.query()?has_content><@m.code text=c.query()/>
<p class="small muted">${c.examined()} examined = ${c.passed()} passed + ${c.findings()?size} failed + ${c.undecided()} undecided<#if c.population() != c.examined()> (${c.population()} rows)</#if>. Population <span class="mono">sha256:${c.populationDigest()}</span><#if c.findings()?has_content>. Failed: page <@m.page anchor="g-" + c.id() title="Findings of " + c.id()/></#if></p>
<#if c.passing()?has_content><p class="small"><b>Passed:</b> <#list c.passing() as s>${s}<#sep> · </#sep></#list><#if c.passingLeftOut() != 0> <i>and ${c.passingLeftOut()} more in evidence.xlsx</i></#if></p></#if></#if>
</#list>
