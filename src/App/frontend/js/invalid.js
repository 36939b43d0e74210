// A form that came back with errors begins at the first of them, however far down it is.
document.querySelector("[aria-invalid=true]")?.focus();
