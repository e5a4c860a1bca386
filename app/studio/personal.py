"""Fine-tuning: the best sample, the model fitted to the takes, the blind comparison, and which model speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.studio.comparing import ComparingCard
from app.studio.parts import heading_row
from app.studio.personal_model import PersonalModel
from app.widgets import Button, begin_at, buttons, card, heading, label, page
from engine.adaptation import needs
from engine.adaptation.job import Progress, State, Step
from engine.errors import VivaError

if TYPE_CHECKING:
    from app.studio.view import StudioView


class PersonalPage(QWidget):
    """One card for each thing that can be done; what is not possible now is hidden."""

    def __init__(self, view: StudioView) -> None:
        super().__init__()
        self._services, theme = view.services, view.services.theme
        self.model = PersonalModel(view.services, view.model)
        self.model.setParent(self)
        self._first = label(self.tr("Make the voice first; then it can be brought nearer to you here."), "muted")
        self.best = Button(theme, self.tr("Find the best sample"), "scan", pressed=self._best)
        about = self.tr("Your takes are tried one after the other, and the one that speaks best becomes the sample.")
        self._samples = card(heading(self.tr("The best sample")), label(about, "muted"), buttons(self.best))
        self._parts = self._missing()
        self._job = self._fitting()
        self.comparing = ComparingCard(view.services, self.model)
        self._models = self._choosing()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        cards = (self._first, self._samples, self._parts, self._job, self.comparing, self._models)
        layout.addWidget(page(heading_row(view, self.tr("Nearer to your voice")), *cards))
        self.model.changed.connect(self._show)
        self.model.watch()
        self._show()
        begin_at(self, self.best)

    def _missing(self) -> QWidget:
        need = self.tr(
            "Fine-tuning needs parts that are not installed: {parts}. They are fetched from the internet once, about "
            "{size} MB, by this command and only if you say so:"
        )
        self._need = label(need.format(parts=", ".join(needs.missing()), size=needs.DOWNLOAD_MB))
        command = label(" ".join(needs.command()), "caption")
        command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.install = Button(self._services.theme, self.tr("Fetch and install"), "download", pressed=self._install)
        return card(heading(self.tr("Set up fine-tuning")), self._need, command, buttons(self.install))

    def _fitting(self) -> QWidget:
        theme, model = self._services.theme, self.model
        self.state = label("")
        self.bar = QProgressBar()
        self.bar.setMaximum(100)
        self.bar.setAccessibleName(self.tr("Progress of fine-tuning"))
        self.start = Button(theme, self.tr("Start"), "play", pressed=lambda: self._do(model.start))
        self.go_on = Button(theme, self.tr("Go on"), "play", pressed=lambda: self._do(model.go_on))
        self.pause = Button(theme, self.tr("Pause"), "pause", pressed=model.pause)
        self.cancel = Button(theme, self.tr("Cancel"), "x", pressed=model.cancel)
        return card(
            heading(self.tr("Fine-tuning")),
            self.state,
            self.bar,
            buttons(self.start, self.go_on, self.pause, self.cancel),
        )

    def _choosing(self) -> QWidget:
        theme, model = self._services.theme, self.model
        self._speaks = label("")
        self.back = Button(theme, self.tr("Speak as before"), "undo-2", pressed=lambda: self._do(model.choose, ""))
        self.remove = Button(
            theme, self.tr("Delete what does not speak"), "trash-2", role="danger", pressed=self._delete
        )
        return card(heading(self.tr("Which one speaks")), self._speaks, buttons(self.back, self.remove))

    def _show(self) -> None:
        model = self.model
        voice, missing, progress, running = bool(model.voice), bool(model.missing()), model.progress, model.running
        self._first.setVisible(not voice)
        self._samples.setVisible(voice)
        self._parts.setVisible(voice and missing)
        self._job.setVisible(voice and not missing)
        resumable = bool(not running and model.job and model.job.resumable)
        self.state.setText(self._words(progress, running))
        self.bar.setVisible(running or resumable)
        self.bar.setValue(round(100 * progress.share) if progress else 0)
        self.start.setVisible(not running and not resumable)
        self.go_on.setVisible(resumable)
        self.pause.setVisible(running)
        self.cancel.setVisible(running or resumable)
        self.comparing.show_state()
        names = model.models.names() if voice else []
        self._models.setVisible(bool(names))
        if names:
            chosen = model.models.chosen
            fitted = self.tr("The voice fitted to your takes speaks.")
            self._speaks.setText(fitted if chosen else self.tr("The voice made of your sample alone speaks."))
            self.back.setVisible(bool(chosen))
            self.remove.setVisible(any(n != chosen for n in names))

    def _words(self, progress: Progress | None, running: bool) -> str:
        if progress and not running and progress.message:
            return f"{progress.message} {progress.remedy}"
        if progress is None or (not running and progress.state in (State.DONE, State.CANCELLED)):
            return self.tr(
                "The voice is fitted to your takes, on this computer; nothing leaves it. From one minute of speech on, "
                "better with five or fifteen. It may take an hour; everything else "
                "can be used meanwhile, and it goes on when the program is closed."
            )
        if not running:
            return self.tr("It was interrupted. Nothing that was learnt is lost.")
        steps = {
            Step.PREPARE: self.tr("Listening to your takes."),
            Step.AR: self.tr("Learning how you say things."),
            Step.NAR: self.tr("Learning how you sound."),
            Step.EXPORT: self.tr("Writing the voice."),
        }
        left = progress.seconds_left
        minutes = "" if left is None else self.tr("About {count} minutes left.").format(count=max(1, round(left / 60)))
        return f"{steps[progress.step]} {minutes}".strip()

    def _do(self, action, *arguments) -> None:
        try:
            action(*arguments)
        except VivaError as error:
            self._services.notices.error(error)

    def _delete(self) -> None:
        for name in self.model.models.names():
            if name != self.model.models.chosen:
                self._do(self.model.delete, name)

    def _best(self) -> None:
        self._busy(
            self.best, self.model.find_best_samples, self.tr("The best sample was found, and speaks from now on.")
        )

    def _install(self) -> None:
        self._busy(self.install, self.model.install, self.tr("Fine-tuning is set up."))

    def _busy(self, button: Button, work, done: str) -> None:
        """Work on a thread, the button out of use meanwhile."""
        button.setEnabled(False)

        def ended(_result: object) -> None:
            button.setEnabled(True)
            self._services.notices.tell(done, "")
            self._services.voices.changed.emit()
            self._show()

        def failed(error: VivaError) -> None:
            button.setEnabled(True)
            self._services.notices.error(error)

        self._services.tasks.run(work, ended, failed)
