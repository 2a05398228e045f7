"""Markdown as somebody hands it in: typed or pasted into a form, or as a file."""

from django import forms

from roadmaps import outline, texts

LARGEST = 1_000_000  # bytes
SHOWN = 20  # problems of one text; the rest is counted
NO_BOXES = (
    "There is no task list in it: write each thing to tick on a line of its own, like “- [ ] Read chapter 1” "
    "or “- [x] Read chapter 1”."
)


class TextOrFileForm(forms.Form):
    """One of `text` and `file`. Valid: `cleaned_data` has the `text` as a str and the `outline` that it is.

    Needs `enctype="multipart/form-data"`. What is wrong with a text are errors of the field it came by, with lines.
    """

    text = forms.CharField(
        required=False,
        strip=False,
        label="Paste Markdown",
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="or choose a file",
        help_text="Markdown or plain text in UTF-8, at most 1 MB.",
        widget=forms.FileInput(attrs={"accept": ".md,.markdown,.txt,text/*"}),
    )

    def clean_text(self):
        text = _lines_ended_alike(self.cleaned_data["text"])
        if len(text.encode(errors="surrogatepass")) > LARGEST:
            raise forms.ValidationError("The text is larger than 1 MB.")
        return text

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 1 MB.")
        return file

    def clean(self):
        cleaned = super().clean()
        typed, file = cleaned.get("text") or "", cleaned.get("file")
        if "text" not in self.errors and "file" not in self.errors:
            if bool(typed.strip()) != bool(file):
                self._read(typed, file)
            elif file:
                self.add_error(None, "Choose one: the text or the file, not both.")
            else:
                self.add_error(None, "Paste a text or choose a file.")
        if self.errors and self.files.get("file"):
            self.add_error("file", "Your browser does not keep the file: choose it once more.")
        return cleaned

    def _read(self, typed, file):
        """Fill in `text` and `outline`, or add what is wrong to the field it came by."""
        name = "file" if file else "text"
        try:
            text = _lines_ended_alike(texts.decoded(file.read()) if file else typed)
            read = outline.parse(text)
        except outline.OutlineError as error:
            return self.add_error(name, _sentences(error.problems))
        if next(read.checkpoints(), None) is None:
            return self.add_error(name, NO_BOXES)
        self.cleaned_data.update(text=text, outline=read)


def _lines_ended_alike(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _sentences(problems):
    """One a problem, in the order of lines; what is beyond `SHOWN` is counted."""
    shown = [str(problem) for problem in problems[:SHOWN]]
    more = len(problems) - len(shown)
    return [*shown, f"and {more} more"] if more else shown
