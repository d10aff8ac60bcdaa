<#import "macros.ftl" as m>
<!DOCTYPE html>
<html lang="en">
<head>
<title>Sample page</title>
<meta name="subject" content="Sample"/>
<meta name="description" content="Sample page"/>
<meta name="author" content="pgevidence"/>
<meta name="keywords" content="PostgreSQL, evidence"/>
<style>
${style?no_esc}
@page { @top-right { content: "sample"; font: bold 7.5pt 'Liberation Sans'; } }
</style>
<bookmarks><bookmark name="Sample" href="#sample"/></bookmarks>
</head>
<body>
<@m.chapter id="sample" title="Sample" number=1 lead="One page with what reports are made of."/>
<h3 id="text">Text</h3>
<p class="small"><@m.severity word="low" sign="○"/> <b>Bold</b>, <i>italic</i>, <span class="mono">mono</span>, page <@m.page anchor="text" title="Text"/></p>
<@m.bullets items=["one", "two"]/>
<table><colgroup><col style="width:84mm"/><col/></colgroup>
<thead><tr><th scope="col">Object</th><th scope="col">Verdict</th></tr></thead>
<tbody><#list 1..40 as i><tr><th scope="row" class="item" id="row-${i}">Row ${i} of a population that the sample makes up, long enough to need a second line in its cell<div>${m.plural(i, "object", "objects")}</div></th><td class="sql"><@m.verdict word="pass" sign="✓"/> <@m.lines text="select ${i}\nfrom sample;"/></td></tr></#list></tbody>
</table>
<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" viewBox="0 0 200 40" role="img" aria-label="Sample" font-family="Liberation Sans, sans-serif" font-size="9"><rect x="1" y="1" width="80" height="30" fill="#eef1f6" stroke="#123a63"/><path d="M81 16 L120 16" stroke="#123a63" fill="none"/><text x="6" y="20">sample</text></svg>
</body>
</html>
