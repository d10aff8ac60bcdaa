<#macro chapter id title number lead=""><h2 id="${id}"><span class="number">${number}</span>${title}</h2><#if lead?has_content><p class="lead">${lead}</p></#if></#macro>
<#macro code text><div class="code"><#list text?replace("\r", "")?replace("\t", "  ")?trim?split("\n") as line>${line}<#sep><br/></#sep></#list></div></#macro>
<#macro verdict word sign><#local kind = (word == "fail" || word == "gaps found" || word == "expired")?then("v-fail", (word == "pass" || word == "supported" || word == "attached")?then("v-pass", (word == "not assessed" || word == "missing" || word == "manual" || word == "partly supported")?then("v-open", "muted")))><span class="verdict ${kind}"><span class="sign">${sign}</span> ${word}</span></#macro>
<#macro severity word sign><span class="verdict s-${word}"><span class="sign">${sign}</span> ${word}</span></#macro>
<#macro page anchor title><a href="#${anchor}" title="${title}" class="pg"></a></#macro>
<#macro bullets items><#if items?has_content><ul><#list items as item><li>${item}</li></#list></ul></#if></#macro>
<#function plural number one many><#return number + " " + (number == 1)?then(one, many)></#function>
