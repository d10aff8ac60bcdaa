<#macro chapter id title number lead="" flow=false><h2 id="${id}"<#if flow> class="flow"</#if>><span class="number">${number}</span>${title}</h2><#if lead?has_content><p class="lead">${lead}</p></#if></#macro>
<#macro lines text><#list text?replace("\r", "")?replace("\t", "  ")?trim?split("\n") as line>${line}<#sep>
</#sep></#list></#macro>
<#macro code text><div class="code"><@lines text=text/></div></#macro>
<#macro verdict word sign><#local kind = (word == "fail" || word == "gaps found" || word == "expired")?then("v-fail", (word == "pass" || word == "supported" || word == "attached")?then("v-pass", (word == "not assessed" || word == "missing" || word == "manual" || word == "partly supported")?then("v-open", "muted")))><span class="verdict ${kind}">${sign} ${word}</span></#macro>
<#macro severity word sign><span class="verdict s-${word}">${sign} ${word}</span></#macro>
<#macro page anchor title><a href="#${anchor}" title="${title}" class="pg"></a></#macro>
<#macro bullets items><#if items?has_content><ul><#list items as item><li>${item}</li></#list></ul></#if></#macro>
<#function plural number one many><#return number + " " + (number == 1)?then(one, many)></#function>
<#function sentence text><#return text?remove_ending(".")></#function>
