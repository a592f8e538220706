"""Words by which a mail's usual pieces are known, in the languages that many newsletters are in.

Each a plain list of the beginnings of words or phrases, in lower case, so that one more language
is one more line.
"""

from __future__ import annotations

UNSUBSCRIBE = (
    # English
    *("unsubscrib", "opt out", "opt-out", "optout", "stop these", "stop getting", "stop receiving"),
    *("manage preferences", "email preferences", "mail settings", "manage your subscription"),
    *("manage subscription", "update your preferences", "unsub", "leave this list"),
    *("take me off", "remove me from", "remove me off", "off the list", "off this list"),
    # German, Dutch, Danish, Norwegian, Swedish, Finnish
    *("abo verwalten", "abonnement verwalten", "einstellungen verwalten", "voorkeuren aanpassen"),
    *("abmelde", "abbestell", "austragen", "abmeldung", "uitschrijv", "afmeld", "afmeldt"),
    *("frameld", "meld av", "meld deg av", "avregistrer", "avprenumer", "avsluta prenum"),
    *("avanmäl", "peruuta tilaus", "lopeta tilaus"),
    # French, Spanish, Portuguese, Italian, Catalan, Romanian
    *("gérer mes abonnements", "gérer vos abonnements", "gérer vos préférences"),
    *("gestionar suscrip", "gestionar tu suscrip", "gestionar sus", "gestire l'iscrizione"),
    *("désabonn", "desabonn", "désinscri", "desinscri", "se désinscrire", "darse de baja"),
    *("date de baja", "dar de baja", "cancelar suscrip", "cancelar la suscrip", "desuscri"),
    *("desinscre", "cancelar a subscri", "cancelar inscri", "cancelar assinatura", "anular a subs"),
    *("disiscri", "annulla iscrizione", "cancella iscrizione", "cancellati", "donar-se de baixa"),
    *("dona't de baixa", "dezabon"),
    # Polish, Czech, Slovak, Hungarian, Croatian, Slovenian, Lithuanian, Latvian, Estonian
    *("wypisz", "zrezygnuj", "rezygnacja z", "odhlás", "odhlas", "leiratkoz", "odjav"),
    *("atsisakyti prenumeratos", "atrakst", "tühista tellimus", "loobu uudiskirjast"),
    # Greek, Russian, Ukrainian, Bulgarian, Serbian, Turkish
    *("διαγραφή", "απεγγραφή", "отпис", "відпис", "отказ от рассылки", "одјав"),
    *("abonelikten çık", "üyelikten ayrıl", "listeden çık", "aboneliği iptal"),
    # Arabic, Hebrew, Persian, Hindi
    *("إلغاء الاشتراك", "إيقاف هذه", "الغاء الاشتراك", "הסר", "ביטול הרשמה", "להסרה"),
    *("لغو اشتراک", "सदस्यता समाप्त", "सदस्यता रद्द"),
    # Chinese, Japanese, Korean, Thai, Vietnamese, Indonesian
    *("退订", "取消订阅", "退訂", "取消訂閱", "配信停止", "配信を停止", "購読解除", "購読を解除"),
    *("登録解除", "停止する", "수신거부", "수신 거부", "구독 취소", "구독취소", "ยกเลิกการ"),
    *("hủy đăng ký", "huỷ đăng ký", "berhenti berlangganan"),
)
"""What a link says that ends the mails."""

NO_MORE = (
    *("not want to receive", "don't want to receive", "no longer wish", "no longer want"),
    *("not wish to receive", "rather not receive", "manage your preferences", "keine weiteren"),
    *("nicht mehr erhalten", "nicht länger erhalten", "geen e-mails meer", "ne plus recevoir"),
    *("plus recevoir", "no desea recibir", "no deseas recibir", "no quiere recibir"),
    *("não deseja receber", "não quer receber", "non vuoi più ricevere", "non desideri ricevere"),
    *("nie chcesz", "не хотите получать", "не желаете получать", "отказаться от", "不想再收到"),
    *("受け取りを希望しない", "لا ترغب في تلقي", "לא מעוניין לקבל", "더 이상 받지"),
)
"""What stands beside a link that ends the mails, where it says no more than “here”."""

TRANSACTION = (
    # English
    *("reset your password", "password reset", "reset password", "forgot your password"),
    *("verify your", "verification code", "confirm your", "activate your account", "sign-in code"),
    *("login code", "log in code", "magic link", "to log in", "did not request", "didn't request"),
    *("did not make this request", "didn't make this request", "invited you", "has invited"),
    *("been invited", "your order", "order number", "order confirmation", "order total"),
    *(
        "your receipt",
        "invoice",
        "your booking",
        "your appointment",
        "has shipped",
        "tracking number",
    ),
    # German, Dutch, Scandinavian
    *("passwort", "bestellnummer", "ihre bestellung", "deine bestellung", "rechnung", "eingeladen"),
    *("bestätigen sie ihre", "bestätige deine", "wachtwoord", "je bestelling", "uw bestelling"),
    *("factuur", "adgangskode", "din ordre", "lösenord", "din beställning", "passord"),
    # French, Spanish, Portuguese, Italian
    *("mot de passe", "votre commande", "facture", "confirmez votre", "contraseña", "su pedido"),
    *("tu pedido", "factura", "confirme su", "confirma tu", "senha", "seu pedido", "fatura"),
    *("il tuo ordine", "fattura", "conferma la tua", "conferma il tuo", "la tua richiesta"),
    # Polish, Czech, Russian, Turkish, Arabic, Hebrew
    *("hasło", "zamówieni", "heslo", "objednávk", "парол", "ваш заказ", "şifre", "siparişiniz"),
    *("كلمة المرور", "طلبك", "סיסמה", "ההזמנה שלך"),
    # Chinese, Japanese, Korean
    *("密码", "密碼", "订单", "訂單", "验证码", "パスワード", "ご注文", "비밀번호", "주문"),
)
"""What a mail says that answers something its reader did."""

VIEW_ONLINE = (
    *("view in browser", "view in your browser", "view this email", "view this mail"),
    *("view online", "view it in your browser", "view web version", "web version"),
    *("read online", "read in browser", "open in browser", "having trouble viewing"),
    *("can't see this", "cannot see this", "can't view", "trouble reading", "problems viewing"),
    *("email not displaying", "not displaying correctly", "click here to view"),
    *("if you can't read", "if you cannot read", "if you are having trouble"),
    *("images not display", "display images", "enable images"),
    *("im browser", "online ansehen", "online-version", "onlineversion", "webversion"),
    *("wird diese e-mail nicht", "wird diese mail nicht", "falls diese", "sollte diese"),
    *("bekijk online", "bekijk in", "webversie", "bekijk deze"),
    *("voir dans le navigateur", "version en ligne", "voir en ligne", "voir cet e-mail"),
    *("si vous ne visualisez pas", "si ce message ne s'affiche", "afficher dans"),
    *("ver en el navegador", "ver en navegador", "versión web", "ver online", "ver en línea"),
    *("si no puede ver", "si no ves", "ver no navegador", "versão online", "versão web"),
    *("visualizza nel browser", "versione web", "versione online", "se non visualizzi"),
    *("zobacz w przeglądarce", "zobrazit v prohlížeči", "открыть в браузере"),
    *("tarayıcıda görüntüle", "ブラウザで", "ブラウザー", "在浏览器", "在瀏覽器", "عرض في المتصفح"),
)
"""What a line says that leads to the mail on the web, or excuses how it looks."""

NO_HTML = (
    *("does not support html", "doesn't support html", "not support html", "html-capable"),
    *("html-enabled", "enable html", "view the html version", "requires an html"),
    *("html not supported", "kein html", "keine html", "html-fähig", "ne supporte pas le html"),
    *("format html", "no soporta html", "non supporta html", "html 메일", "htmlメール"),
)
"""What stands in a text part that nobody wrote."""

REPLY = ("re", "fw", "fwd", "aw", "wg", "sv", "vs", "vb", "tr", "rv", "res", "enc", "odp", "ynt")
REPLY_MARKS = frozenset(REPLY) | {"antw", "doorst", "回复", "回覆", "答复", "转发", "轉寄", "返信"}
"""What mail programs put before the subject of an answer, a colon behind it."""

PLACE_WORDS = (
    *("street", "avenue", "road", "boulevard", "suite", "p.o. box", "po box", "p. o. box"),
    *("floor", " lane", " drive", " st.", " ave", " rd.", " blvd", " ste ", "highway", "square"),
    *("straße", "strasse", "str. ", "str.,", "platz", "postfach", " weg ", "gasse", "allee"),
    *(" rue ", "cedex", "calle ", "plaza ", "avenida", "apartado", "rua ", "travessa"),
    *(
        " via ",
        "piazza",
        "corso ",
        "viale ",
        "straat",
        "laan",
        "postbus",
        "vägen",
        "gatan",
        "gade ",
    ),
    *("vej ", "veien", "ulica", "ul. ", "улица", "ул.", "вул.", "cadde", "sokak", "mah."),
    *("شارع", "רחוב", "〒", "番地", "丁目", "路", "街道", "號", "번길", "로 ", "दिल्ली"),
    *("postal address", "postanschrift", "adresse postale", "mailing address", "our address"),
)
"""What stands in a postal address."""
