// A letter's document whose own functions answer: the names of a form or a picture would stand in their place.

const PLAIN_NAMED = "form, img, embed, object, iframe, button, fieldset, input, output, select, textarea";
const plainAll = Document.prototype.querySelectorAll, plainGet = Element.prototype.getAttribute, plainDrop = Element.prototype.removeAttribute;

// Take from elements the names that a document, or a form, knows as its own: `body`, `addEventListener`, `closest`, …
export function unnamed(doc) {
  for (const one of plainAll.call(doc, PLAIN_NAMED))
    for (const key of ["name", "id"]) {
      const name = plainGet.call(one, key);
      if (name && (name in HTMLDocument.prototype || name in HTMLFormElement.prototype)) plainDrop.call(one, key);
    }
}
