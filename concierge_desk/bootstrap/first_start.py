"""First start on this PC: the shop that its window asks for is made here, or put back from a copy.

Source: docs/contract.md, "The window", "Words", "Restore"; decision 0066.
"""

import logging
import re
import secrets
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concierge_desk import paths
from concierge_desk.bootstrap.appearance import Look, this_pc_of
from concierge_desk.bootstrap.pc_zone import pc_zone
from concierge_desk.bootstrap.preferences_file import PreferencesFile
from concierge_desk.bootstrap.window_library import library_failure
from concierge_desk.counter.day.holidays import REGIONS
from concierge_desk.counter.site import PRACTICE_SUFFIX, site_of
from concierge_desk.counter.texts.copies import contents_lines, key_lines, size_words
from concierge_desk.counter.texts.short_dates import short_hour, whole_day
from concierge_desk.desk import catalogue
from concierge_desk.desk.commission import commission
from concierge_desk.desk.options import Options, has_store
from concierge_desk.domain.clock import system_clock
from concierge_desk.domain.copies.names import read_copy_name
from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.frame.first_start.answers import Answers, FoundCopy
from concierge_desk.frame.first_start.face import FirstFace, OpenCopy, Surroundings
from concierge_desk.frame.first_start.steps.scanner import PREFIX
from concierge_desk.media.system import System
from concierge_desk.media.volumes import removable_volumes
from concierge_desk.paths import PRACTICE, STICK_FOLDER, DataFolder
from concierge_desk.signing.passphrase import NO_PASSPHRASE, PassphraseSource
from concierge_desk.ui.kit import speech
from concierge_desk.ui.presenter.long_job import HowFar

if TYPE_CHECKING:
    from concierge_desk.bootstrap.handover import After

LOG = logging.getLogger("concierge_desk.first_start")

_ZONE = "Europe/Paris"
"""Of a PC that was never told where it stands."""
_NEW_SITE = "sites/nouvelle.toml"
STEPS = "first_steps"
"""The page that a new shop opens on."""
_COPY = re.compile(rf"([A-Z][A-Z0-9]{{1,11}}(?:{PRACTICE_SUFFIX})?)-\d{{4}}-.*\.zip")


@dataclass(frozen=True, slots=True)
class Begun:
    """A shop that a first start made.

    Attributes:
        options: How it is opened.
        words: What opens its keys; empty where nothing has to be typed.
        after: What its window begins with; None where nothing happened before.
    """

    options: Options
    words: str = ""
    after: "After | None" = None

    def __repr__(self) -> str:
        """Say nothing of the words."""
        return f"Begun({self.options.data})"


class FirstDesk(FirstFace):
    """This PC, on which there is no shop yet.

    Attributes:
        begun: What was made; None while nothing was.
    """

    def __init__(self, options: Options, look: Look, system: System | None = None) -> None:
        """Make nothing yet.

        Args:
            options: Where the real shop will lie; an exercise lies in a folder below it.
            look: Language, and who is at the counter.
            system: The machine whose sticks are found; the one the program runs on by default.
        """
        self._options, self._look, self._system = options, look, system
        self.begun: Begun | None = None

    @override
    def sentence(self, failure: DeskError) -> str:
        return catalogue.sentence(failure.code, failure.params, self._look.lang)

    @override
    def look_round(self) -> Surroundings:
        from concierge_desk.jobs.trial_bars import trial_bars  # noqa: PLC0415  (slow to load, needed once)

        parts = tomllib.loads(paths.resource_text(_NEW_SITE))["services"]
        services = catalogue.services()
        return Surroundings(
            keystore=_keystore_answers(),
            today=system_clock().astimezone().date().isoformat(),
            zone=pc_zone() or _ZONE,
            regions=tuple(REGIONS),
            services=parts,
            questions=tuple(
                (service.code, question) for service in services for question in service.site_questions
            ),
            trial=trial_bars(),
        )

    @override
    def commission(self, answers: Answers, raw: Mapping[str, Any], step: HowFar) -> None:
        from concierge_desk.bootstrap.handover import After  # noqa: PLC0415  (what puts copies back is slow to load)

        practice = answers.kind == "practice"
        options = self._options_of(practice=practice, words=answers.phrase)
        if practice:
            self._practise(options, step)
        else:
            made = commission(options, site_of(raw), practice=False)
            LOG.info("a shop was made, its keys: %s", made.way)
            self._keep_prefix(options, answers.text(PREFIX))
            _remind_of_steps(options)
        after = None if practice else After(None, STEPS)
        self.begun = Begun(options, answers.phrase, after)

    @override
    def copies(self) -> tuple[FoundCopy, ...]:
        found = sorted(self._found(), key=lambda one: one[0], reverse=True)
        return tuple(copy for _made_at, copy in found)

    @override
    def open_copy(self, copy: FoundCopy, words: str) -> OpenCopy:
        # Slow to load, and only a copy needs them.
        from concierge_desk.jobs.copies.backup_key import BackupKey  # noqa: PLC0415
        from concierge_desk.jobs.copies.restore import look_into  # noqa: PLC0415
        from concierge_desk.jobs.copies.unpack import opened_keys  # noqa: PLC0415
        from concierge_desk.signing.signer import Signer  # noqa: PLC0415

        held = look_into(copy.path, self._options_of(practice=copy.practice, words=""))
        _copy_key, seed = opened_keys(held.file, words)
        manifest, lang = held.file.manifest, self._look.lang
        key = BackupKey.of(manifest, None, Signer(seed).public_key)
        return OpenCopy(
            tuple(contents_lines(held.contents, manifest.software, lang)),
            tuple(key_lines(key.fingerprint, lang, signed=key.signed, own=None)),
            held.contents.practice,
        )

    @override
    def put_back(self, answers: Answers, step: HowFar) -> None:
        from concierge_desk.bootstrap.handover import After, put_back_news  # noqa: PLC0415  (as above)
        from concierge_desk.jobs.copies.restore import look_into, restore  # noqa: PLC0415
        from concierge_desk.store.copies import Watch  # noqa: PLC0415

        if answers.copy is None:
            raise EnvironmentFailure("file.missing", file="")
        options = self._options_of(practice=answers.copy.practice, words=answers.phrase)
        held = look_into(answers.copy.path, options)
        done = restore(held, answers.words, options, self._look.operator, Watch(step))
        LOG.info("put back as epoch %s", done.forked.epoch)
        if not answers.copy.practice:
            # What hangs on this PC was never tried here.
            _remind_of_steps(options)
        news = put_back_news(answers.copy.when, held, done, self._look.lang)
        self.begun = Begun(options, answers.phrase, After(news, ""))

    def _practise(self, options: Options, step: HowFar) -> None:
        """Make an exercise that has been open for weeks, where there is none yet (decision 0067)."""
        from concierge_desk.jobs.demo.lived_in import live_in  # noqa: PLC0415  (only whoever practises)

        if not has_store(DataFolder(options.data)):
            live_in(options, system_clock(), step, lambda: False)

    def _keep_prefix(self, options: Options, prefix: str) -> None:
        """Keep what the scanner was found to send first; a disk that takes the shop and not this loses little."""
        if prefix:
            with suppress(EnvironmentFailure):
                PreferencesFile(DataFolder(options.data).preferences).keep({"prefix": prefix})

    def _options_of(self, *, practice: bool, words: str) -> Options:
        data = self._options.data / PRACTICE if practice else self._options.data
        source = PassphraseSource(prompt=lambda: words) if words else NO_PASSPHRASE
        return replace(self._options, data=data, passphrase=source)

    def _found(self) -> Iterator[tuple[Any, FoundCopy]]:
        for volume in removable_volumes(self._system):
            try:
                for path in (volume.mount / STICK_FOLDER).glob("*.zip"):
                    if (found := self._copy(path, volume.label)) is not None:
                        yield found
            except OSError:
                # Pulled out without a word: what is not there is not shown.
                continue

    def _copy(self, path: Path, stick: str) -> tuple[Any, FoundCopy] | None:
        told = _COPY.fullmatch(path.name)
        named = None if told is None else read_copy_name(path.name, told[1])
        if told is None or named is None:
            return None
        lang, local = self._look.lang, named.made_at.astimezone()
        day = f"{whole_day(local.date(), lang)} {local.year}"
        when = f"{day} · {short_hour(local.time(), lang)}"
        size = size_words(path.stat().st_size, lang)
        practice = told[1].endswith(PRACTICE_SUFFIX)
        return named.made_at, FoundCopy(path, told[1], when, stick, size, practice)


def set_up(options: Options, look: Look) -> Begun | None:
    """Show a first start, and return the shop that it made; None where she left it, and nothing was written.

    Args:
        options: Where the real shop will lie.
        look: How the window looks.

    Raises:
        EnvironmentFailure: ``window.library``.
    """
    try:
        from concierge_desk.frame.first_start.window import show_first_start  # noqa: PLC0415  (Qt)
    except ImportError as error:
        raise library_failure(error) from error
    speech.use(look.lang)
    desk = FirstDesk(options, look)
    show_first_start(desk, this_pc_of(options, look))
    return desk.begun


def _remind_of_steps(options: Options) -> None:
    """Remind of the first steps in the shop that is new at this PC; a disk that takes the shop and not this loses little."""
    from concierge_desk.jobs.first_steps import begin  # noqa: PLC0415  (slow to load, needed once)

    with suppress(EnvironmentFailure):
        begin(DataFolder(options.data))


def _keystore_answers() -> bool:
    """Try the keystore of this session: it keeps something that is no secret, and gives it back."""
    with suppress(EnvironmentFailure):
        from concierge_desk.signing import keystore  # noqa: PLC0415  (slow to load, rarely needed)

        entry = keystore.put(secrets.token_hex(8))
        if entry is not None:
            keystore.forget(entry)
            return True
    return False
