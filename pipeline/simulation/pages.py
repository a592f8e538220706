"""What the programs' own pages say of what is shown in them, as styles before all of a mail's.

`:where` gives them no weight: any rule of a mail wins, as it does there, and attributes such as
`align` lose against them, as they do there. The values were read from Roundcube 1.6's skin elastic
on Bootstrap 4.6 (both compared by tests/clients/test_clients_agreement.py), and from what
Thunderbird 153 computes.
"""

from __future__ import annotations

from collections.abc import Mapping

_ROUNDCUBE = """\
:where(*,*::before,*::after){box-sizing:border-box}
html{font-size:14px}
:where(html){padding-top:.5rem;background-color:#fff}:where(body:not([text])){color:#2c363a}
:where(body){font:400 1rem/1.5 Roboto,sans-serif;\
text-align:left}
body{margin:0 auto!important}
:where(h1,h2,h3,h4,h5,h6){margin-top:0;margin-bottom:.5rem;font-weight:500;line-height:1.2}
:where(h1){font-size:2.5rem}:where(h2){font-size:2rem}:where(h3){font-size:1.75rem}
:where(h4){font-size:1.5rem}:where(h5){font-size:1.25rem}:where(h6){font-size:1rem}
:where(p,ol,ul,dl,address,pre){margin-top:0;margin-bottom:1rem}
:where(ol ol,ul ul,ol ul,ul ol){margin-bottom:0}
:where(address){font-style:normal;line-height:inherit}
:where(dt){font-weight:700}:where(dd){margin-bottom:.5rem;margin-left:0}
:where(hr){box-sizing:content-box;height:0;overflow:visible;margin:1rem 0;border:0;\
border-top:1px solid rgba(0,0,0,.1)}
:where(a){color:#00acff;text-decoration:none;background-color:transparent}
:where(a:hover){color:#008acc;text-decoration:underline}
:where(a:not([href],[class])){color:inherit}
:where(abbr[title]){text-decoration:underline dotted;cursor:help;border-bottom:0}
:where(b,strong){font-weight:bolder}:where(small){font-size:80%;font-weight:400}
:where(sub,sup){position:relative;font-size:75%;line-height:0;vertical-align:baseline}
:where(sub){bottom:-.25em}:where(sup){top:-.5em}
:where(pre,code,samp){font-family:SFMono-Regular,Menlo,Monaco,Consolas,"Liberation Mono",\
"Courier New",monospace;font-size:87.5%}
:where(samp){font-size:1em}:where(pre){overflow:auto;color:#212529}
:where(code){color:#e83e8c;overflow-wrap:break-word}:where(a>code){color:inherit}
:where(pre code){color:inherit;font-size:inherit;word-break:normal}
:where(img){border-style:none;vertical-align:middle}:where(svg){overflow:hidden;\
vertical-align:middle}
:where(table){border-collapse:collapse}
:where(caption){padding:.75rem 0;color:#6c757d;text-align:left;caption-side:bottom}
:where(th){text-align:inherit;text-align:-webkit-match-parent}
:where(label){display:inline-block;margin-bottom:.5rem}
:where(input,button,select,optgroup,textarea){margin:0;font-family:Roboto,sans-serif;\
font-size:inherit;line-height:initial}
:where(button){border-radius:0}:where(textarea){overflow:auto;resize:vertical}
:where(input){vertical-align:middle}
:where(fieldset){min-width:0;margin:0;padding:0;border:0}
:where(legend){display:block;width:100%;max-width:100%;margin-bottom:.5rem;padding:0;\
font-size:1.5rem;line-height:inherit;color:inherit;white-space:normal}
:where(blockquote){margin:2px 0;padding:0 .4em;overflow:hidden;text-overflow:ellipsis;\
color:#006a9d;background-color:rgba(241,243,244,.5);border:0 solid #006a9d;border-width:0 2px;\
border-block-style:none}
:where(blockquote blockquote){color:#205a24;border-color:#205a24}
:where(blockquote blockquote blockquote){color:#eb0400;border-color:#eb0400}
"""

_THUNDERBIRD = """\
html{font-family:sans-serif}
:root{overflow:auto!important}
body{line-height:initial!important}
:where(pre,code,kbd,samp,tt){font-size:12px}
:where(input,button,select){font-family:sans-serif}
:where(textarea){border:2px inset;font-size:12px}
:where(blockquote[type=cite]){margin:1ex 0;padding:.4ex 1ex;border-inline-start:2px solid #729fcf}
blockquote[type=cite]{color:#1373d9!important}
"""

PAGES: Mapping[str, str] = {"roundcube": _ROUNDCUBE, "thunderbird": _THUNDERBIRD}
"""By family."""
