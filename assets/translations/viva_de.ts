<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name></name>
    <message>
        <source>Studio</source>
        <comment>Open</comment>
        <translation>Studio</translation>
    </message>
    <message>
        <source>Studio</source>
        <comment>Cancel</comment>
        <translation>Studio</translation>
    </message>
</context>
<context>
    <name>AccessPage</name>
    <message>
        <source>For those who cannot use keyboard and pointer in the usual way. Works in the whole program.</source>
        <translation>Für alle, die Tastatur und Zeiger nicht wie üblich bedienen können. Wirkt im ganzen Programm.</translation>
    </message>
    <message>
        <source>How you reach things</source>
        <translation>Wie Sie bedienen</translation>
    </message>
    <message>
        <source>Keyboard, mouse or touch</source>
        <translation>Tastatur, Maus oder Berührung</translation>
    </message>
    <message>
        <source>Scanning with one or two switches</source>
        <translation>Scannen mit einem oder zwei Tastern</translation>
    </message>
    <message>
        <source>Dwell: the pointer rests on what is to be pressed</source>
        <translation>Verweilen: Der Zeiger ruht auf dem, was gedrückt werden soll</translation>
    </message>
    <message>
        <source>Rows first, then what is in the row</source>
        <translation>Erst die Zeilen, dann was in der Zeile ist</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>Eins nach dem anderen</translation>
    </message>
    <message>
        <source>The highlight moves by itself</source>
        <translation>Die Markierung wandert von selbst</translation>
    </message>
    <message>
        <source>A switch moves the highlight</source>
        <translation>Ein Taster bewegt die Markierung</translation>
    </message>
    <message>
        <source>Two switches: one moves, one presses</source>
        <translation>Zwei Taster: einer bewegt, einer drückt</translation>
    </message>
    <message>
        <source>Go on by itself after each press</source>
        <translation>Nach jedem Drücken von selbst weitermachen</translation>
    </message>
    <message>
        <source>Show a keyboard in text fields</source>
        <translation>In Textfeldern eine Tastatur zeigen</translation>
    </message>
    <message>
        <source>Switch that presses</source>
        <translation>Taster, der drückt</translation>
    </message>
    <message>
        <source>Switch that moves on</source>
        <translation>Taster, der weitergeht</translation>
    </message>
    <message>
        <source>Time on each</source>
        <translation>Zeit auf jedem</translation>
    </message>
    <message>
        <source>Longer on the first by</source>
        <translation>Länger auf dem ersten um</translation>
    </message>
    <message>
        <source>Hold the switch for</source>
        <translation>Taster halten für</translation>
    </message>
    <message>
        <source>Ignore after a press</source>
        <translation>Nach dem Drücken nicht beachten</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Scannen</translation>
    </message>
    <message>
        <source>Dwell</source>
        <translation>Verweilen</translation>
    </message>
    <message>
        <source>Rest until it presses</source>
        <translation>Ruhen, bis gedrückt wird</translation>
    </message>
    <message>
        <source>Pause after a press</source>
        <translation>Pause nach dem Drücken</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>Any key</source>
        <translation>Jede Taste</translation>
    </message>
</context>
<context>
    <name>BoardLibrary</name>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (Kopie)</translation>
    </message>
</context>
<context>
    <name>BoardsView</name>
    <message>
        <source>My board</source>
        <translation>Meine Tafel</translation>
    </message>
    <message>
        <source>Boards</source>
        <translation>Tafeln</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Erste Seite</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Edit tile</source>
        <translation>Feld bearbeiten</translation>
    </message>
    <message>
        <source>Delete tile</source>
        <translation>Feld löschen</translation>
    </message>
</context>
<context>
    <name>BringingPage</name>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>The names of the files are what is said in them</source>
        <translation>Die Namen der Dateien sind das, was darin gesagt wird</translation>
    </message>
    <message>
        <source>Bring them in</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Review takes</source>
        <translation>Aufnahmen durchsehen</translation>
    </message>
    <message>
        <source>Listening to your recordings</source>
        <translation>Ihre Aufnahmen werden angehört</translation>
    </message>
    <message>
        <source>WAV, MP3, M4A, OGG, FLAC, or the sound of videos. Lists such as metadata.csv and text files beside the recordings are read; anything else is cut at its pauses. Nothing leaves this computer.</source>
        <translation>WAV, MP3, M4A, OGG, FLAC oder der Ton von Videos. Listen wie metadata.csv und Textdateien neben den Aufnahmen werden gelesen; alles andere wird an den Pausen geschnitten. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Bring recordings</source>
        <translation>Aufnahmen mitbringen</translation>
    </message>
    <message>
        <source>Folder with recordings</source>
        <translation>Ordner mit Aufnahmen</translation>
    </message>
    <message>
        <source>A recording</source>
        <translation>Eine Aufnahme</translation>
    </message>
    <message>
        <source>{count} recordings in {folder}, {with_text} of them with their words.</source>
        <translation>{count} Aufnahmen in {folder}, {with_text} davon mit ihren Worten.</translation>
    </message>
    <message>
        <source>{good} of {all} pieces are good: {time} of speech.</source>
        <translation>{good} von {all} Stücken sind gut: {time} Sprache.</translation>
    </message>
</context>
<context>
    <name>CallTest</name>
    <message>
        <source>Choose the cable first.</source>
        <translation>Wählen Sie zuerst das Kabel.</translation>
    </message>
    <message>
        <source>The other end of the cable was not found among the microphones.</source>
        <translation>Das andere Ende des Kabels ist nicht unter den Mikrofonen.</translation>
    </message>
    <message>
        <source>It works: choose “{name}” as the microphone of the call.</source>
        <translation>Es geht: Wählen Sie „{name}“ als Mikrofon des Anrufs.</translation>
    </message>
    <message>
        <source>Nothing came through. Is the cable’s other end another device?</source>
        <translation>Es kam nichts an. Ist das andere Ende des Kabels ein anderes Gerät?</translation>
    </message>
</context>
<context>
    <name>ComparingCard</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Hear the first</source>
        <translation>Die erste hören</translation>
    </message>
    <message>
        <source>Hear the second</source>
        <translation>Die zweite hören</translation>
    </message>
    <message>
        <source>The first is nearer to me</source>
        <translation>Die erste ist mir näher</translation>
    </message>
    <message>
        <source>The second is nearer to me</source>
        <translation>Die zweite ist mir näher</translation>
    </message>
    <message>
        <source>I hear no difference</source>
        <translation>Ich höre keinen Unterschied</translation>
    </message>
    <message>
        <source>Speak with the new voice</source>
        <translation>Mit der neuen Stimme sprechen</translation>
    </message>
    <message>
        <source>Keep the voice as it was</source>
        <translation>Die Stimme lassen, wie sie war</translation>
    </message>
    <message>
        <source>Five sentences by the voice as it was and by the new one; you do not know which is which.</source>
        <translation>Fünf Sätze von der bisherigen und von der neuen Stimme; Sie wissen nicht, welche welche ist.</translation>
    </message>
    <message>
        <source>Sentence {number} of {count}: hear both, as often as you like.</source>
        <translation>Satz {number} von {count}: Hören Sie beide, so oft Sie mögen.</translation>
    </message>
    <message>
        <source>The new voice was nearer {new} times, the old one {old} times, {same} times neither.</source>
        <translation>Die neue Stimme war {new}-mal näher, die alte {old}-mal, {same}-mal keine von beiden.</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Who states it</source>
        <translation>Wer es erklärt</translation>
    </message>
    <message>
        <source>How you know the person (sister, friend, guardian)</source>
        <translation>Woher Sie die Person kennen (Schwester, Freund, Betreuerin)</translation>
    </message>
    <message>
        <source>State it</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>A voice is made only with the consent of the person it belongs to. The record stays with the bank.</source>
        <translation>Eine Stimme wird nur mit der Einwilligung des Menschen gemacht, dem sie gehört. Der Nachweis bleibt bei der Sammlung.</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>Read this aloud</source>
        <translation>Lesen Sie dies vor</translation>
    </message>
    <message>
        <source>If the person can no longer speak</source>
        <translation>Wenn die Person nicht mehr sprechen kann</translation>
    </message>
    <message>
        <source>A relative or guardian states it instead. The record says that it was so.</source>
        <translation>Ein Angehöriger oder Betreuer erklärt es stattdessen. Im Nachweis steht, dass es so war.</translation>
    </message>
    <message>
        <source>Listening. Press again when you have read it.</source>
        <translation>Es wird zugehört. Drücken Sie noch einmal, wenn Sie es gelesen haben.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>There is no consent yet.</source>
        <translation>Es gibt noch keine Einwilligung.</translation>
    </message>
    <message>
        <source>Consent was given on {date}, and it is the same voice as in the takes.</source>
        <translation>Die Einwilligung wurde am {date} gegeben, und es ist dieselbe Stimme wie in den Aufnahmen.</translation>
    </message>
    <message>
        <source>Consent was stated by {name}, {relation}, on {date}.</source>
        <translation>Die Einwilligung wurde am {date} von {name}, {relation}, erklärt.</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Everything is in one folder on this computer: voices, boards, history, settings.</source>
        <translation>Alles liegt in einem Ordner auf diesem Computer: Stimmen, Tafeln, Verlauf, Einstellungen.</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo es ist</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>One file holds everything. Keep it where you keep what is dear to you.</source>
        <translation>Eine Datei enthält alles. Bewahren Sie sie dort auf, wo Sie aufbewahren, was Ihnen lieb ist.</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>Sicherung anlegen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung zurückholen</translation>
    </message>
    <message>
        <source>Forget everything</source>
        <translation>Alles vergessen</translation>
    </message>
    <message>
        <source>Voices, boards, history and settings are deleted for good.</source>
        <translation>Stimmen, Tafeln, Verlauf und Einstellungen werden endgültig gelöscht.</translation>
    </message>
    <message>
        <source>The backup is in {name}.</source>
        <translation>Die Sicherung liegt in {name}.</translation>
    </message>
    <message>
        <source>Put the backup in place of what is here now?</source>
        <translation>Die Sicherung an die Stelle dessen setzen, was jetzt da ist?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Delete everything for good? It cannot be brought back.</source>
        <translation>Alles endgültig löschen? Es kann nicht zurückgeholt werden.</translation>
    </message>
    <message>
        <source>Viva Voce</source>
        <translation>Viva Voce</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>EditBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>This page…</source>
        <translation>Diese Seite …</translation>
    </message>
    <message>
        <source>New page</source>
        <translation>Neue Seite</translation>
    </message>
    <message>
        <source>Press a tile to change it. Drag it, or hold Ctrl and use the arrows, to move it.</source>
        <translation>Drücken Sie ein Feld, um es zu ändern. Ziehen Sie es, oder halten Sie Strg und nehmen die Pfeile, um es zu verschieben.</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>What you want to say</source>
        <translation>Was Sie sagen möchten</translation>
    </message>
    <message>
        <source>Write here. Enter speaks.</source>
        <translation>Hier schreiben. Eingabe spricht.</translation>
    </message>
</context>
<context>
    <name>EmojiDialog</name>
    <message>
        <source>Choose a symbol</source>
        <translation>Symbol wählen</translation>
    </message>
    <message>
        <source>Search, in English: heart, water, bed …</source>
        <translation>Suchen, auf Englisch: heart, water, bed …</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search what you said</source>
        <translation>Suchen, was Sie sagten</translation>
    </message>
    <message>
        <source>What you said before</source>
        <translation>Was Sie früher sagten</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Most often</source>
        <translation>Häufigste</translation>
    </message>
    <message>
        <source>Say it</source>
        <translation>Sagen</translation>
    </message>
    <message>
        <source>Keep it as a quick phrase</source>
        <translation>Als schnellen Satz behalten</translation>
    </message>
    <message>
        <source>Delete this sentence</source>
        <translation>Diesen Satz löschen</translation>
    </message>
    <message>
        <source>Close the history</source>
        <translation>Den Verlauf schließen</translation>
    </message>
    <message>
        <source>Said before</source>
        <translation>Früher gesagt</translation>
    </message>
    <message>
        <source>Every function key has a phrase.</source>
        <translation>Jede Funktionstaste hat schon einen Satz.</translation>
    </message>
    <message>
        <source>Free one in Settings, Phrases and words.</source>
        <translation>Machen Sie in den Einstellungen unter „Sätze und Wörter“ eine frei.</translation>
    </message>
    <message>
        <source>F{key} says it from now on.</source>
        <translation>F{key} sagt es von jetzt an.</translation>
    </message>
    <message>
        <source>Nothing you said has these words.</source>
        <translation>Nichts Gesagtes enthält diese Wörter.</translation>
    </message>
    <message>
        <source>What you say is listed here.</source>
        <translation>Hier steht, was Sie sagen.</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>The voice of {name}</source>
        <translation>Die Stimme von {name}</translation>
    </message>
    <message>
        <source>Sentences done</source>
        <translation>Fertige Sätze</translation>
    </message>
    <message>
        <source>{time} of good speech in {takes} takes</source>
        <translation>{time} gute Sprache in {takes} Aufnahmen</translation>
    </message>
    <message>
        <source>{done} of {all} sentences of this script</source>
        <translation>{done} von {all} Sätzen dieses Textes</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>20 sentences, about 3 minutes</source>
        <translation>20 Sätze, etwa 3 Minuten</translation>
    </message>
    <message>
        <source>50 sentences, about 8 minutes</source>
        <translation>50 Sätze, etwa 8 Minuten</translation>
    </message>
    <message>
        <source>150 sentences, about 25 minutes</source>
        <translation>150 Sätze, etwa 25 Minuten</translation>
    </message>
    <message>
        <source>Go on recording</source>
        <translation>Weiter aufnehmen</translation>
    </message>
    <message>
        <source>Start recording</source>
        <translation>Aufnahme beginnen</translation>
    </message>
    <message>
        <source>Own script…</source>
        <translation>Eigener Text …</translation>
    </message>
    <message>
        <source>A take ends after</source>
        <translation>Eine Aufnahme endet nach</translation>
    </message>
    <message>
        <source>{seconds} s of silence</source>
        <translation>{seconds} s Stille</translation>
    </message>
    <message>
        <source>After a good take</source>
        <translation>Nach einer guten Aufnahme</translation>
    </message>
    <message>
        <source>go on by itself</source>
        <translation>von selbst weitergehen</translation>
    </message>
    <message>
        <source>wait for me</source>
        <translation>auf mich warten</translation>
    </message>
    <message>
        <source>A sentence is shown, you read it, and the next one comes. Longer scripts begin with the shorter.</source>
        <translation>Ein Satz wird gezeigt, Sie lesen ihn, und der nächste kommt. Längere Texte beginnen mit den kürzeren.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>No consent yet: it is needed before a voice can be made.</source>
        <translation>Noch keine Einwilligung: Sie ist nötig, bevor eine Stimme gemacht werden kann.</translation>
    </message>
    <message>
        <source>Consent was given by the person.</source>
        <translation>Die Person hat eingewilligt.</translation>
    </message>
    <message>
        <source>Consent was stated by {name}, {relation}.</source>
        <translation>Die Einwilligung wurde von {name}, {relation}, erklärt.</translation>
    </message>
    <message>
        <source>Bring recordings…</source>
        <translation>Aufnahmen mitbringen …</translation>
    </message>
    <message>
        <source>Review takes</source>
        <translation>Aufnahmen durchsehen</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>Make the voice</source>
        <translation>Stimme machen</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Nachtrainieren</translation>
    </message>
    <message>
        <source>Takes and voice</source>
        <translation>Aufnahmen und Stimme</translation>
    </message>
    <message>
        <source>Save to a bank file…</source>
        <translation>In eine Sammlungsdatei speichern …</translation>
    </message>
    <message>
        <source>Save locked…</source>
        <translation>Verschlossen speichern …</translation>
    </message>
    <message>
        <source>For training programs…</source>
        <translation>Für Trainingsprogramme …</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Alles löschen …</translation>
    </message>
    <message>
        <source>One file with every recording and its text. It can be moved, kept and read without this program.</source>
        <translation>Eine Datei mit jeder Aufnahme und ihrem Text. Sie lässt sich verschieben, aufbewahren und ohne dieses Programm lesen.</translation>
    </message>
    <message>
        <source>Your bank as a file</source>
        <translation>Ihre Sammlung als Datei</translation>
    </message>
    <message>
        <source>Own script</source>
        <translation>Eigener Text</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>Textdateien (*.txt)</translation>
    </message>
    <message>
        <source>{name}, {count} sentences</source>
        <translation>{name}, {count} Sätze</translation>
    </message>
    <message>
        <source>The voice is ready, and speaks from now on.</source>
        <translation>Die Stimme ist fertig und spricht von nun an.</translation>
    </message>
    <message>
        <source>Whoever opens the file needs this passphrase. It cannot be recovered.</source>
        <translation>Wer die Datei öffnet, braucht dieses Kennwort. Es kann nicht wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>Passphrase of the file</source>
        <translation>Kennwort der Datei</translation>
    </message>
    <message>
        <source>Save to a bank file</source>
        <translation>In eine Sammlungsdatei speichern</translation>
    </message>
    <message>
        <source>Saved to {name}.</source>
        <translation>Gespeichert in {name}.</translation>
    </message>
    <message>
        <source>A folder for WAV files and metadata.csv</source>
        <translation>Ein Ordner für WAV-Dateien und metadata.csv</translation>
    </message>
    <message>
        <source>{count} takes were written.</source>
        <translation>{count} Aufnahmen wurden geschrieben.</translation>
    </message>
    <message>
        <source>Delete all recordings of {name} for good? This cannot be undone.</source>
        <translation>Alle Aufnahmen von {name} endgültig löschen? Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Alles löschen</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Delete a letter</source>
        <translation>Einen Buchstaben löschen</translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation>Großbuchstabe</translation>
    </message>
    <message>
        <source>Numbers and signs</source>
        <translation>Zahlen und Zeichen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Level of the recording</source>
        <translation>Pegel der Aufnahme</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>zu laut</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>quiet</source>
        <translation>leise</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Voices</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>Record ten seconds</source>
        <translation>Zehn Sekunden aufnehmen</translation>
    </message>
    <message>
        <source>Bring a recording</source>
        <translation>Eine Aufnahme mitbringen</translation>
    </message>
    <message>
        <source>Import a voice</source>
        <translation>Eine Stimme importieren</translation>
    </message>
    <message>
        <source>Bank a whole voice</source>
        <translation>Eine ganze Stimme sammeln</translation>
    </message>
    <message>
        <source>Sound and video</source>
        <translation>Ton und Video</translation>
    </message>
    <message>
        <source>This is your voice now. Write something, and hear it.</source>
        <translation>Das ist jetzt Ihre Stimme. Schreiben Sie etwas, und hören Sie es.</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>Endgültig löschen …</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>Name der Stimme</translation>
    </message>
    <message>
        <source>Export a voice</source>
        <translation>Eine Stimme exportieren</translation>
    </message>
    <message>
        <source>The voice is in {path}.</source>
        <translation>Die Stimme liegt in {path}.</translation>
    </message>
    <message>
        <source>Delete “{name}” for good, with its sample and everything made of it?</source>
        <translation>„{name}“ endgültig löschen, mit der Probe und allem, was daraus gemacht wurde?</translation>
    </message>
    <message>
        <source>Delete a voice</source>
        <translation>Eine Stimme löschen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Like the computer</source>
        <translation>Wie der Computer</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Language of the program</source>
        <translation>Sprache des Programms</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The new language is there when you start the program again.</source>
        <translation>Die neue Sprache gilt, wenn Sie das Programm wieder starten.</translation>
    </message>
</context>
<context>
    <name>MannerChoice</name>
    <message>
        <source>Manner of speaking</source>
        <translation>Sprechweise</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>Ruhig</translation>
    </message>
    <message>
        <source>Glad</source>
        <translation>Froh</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Bestimmt</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>Wie sonst</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Level of your voice</source>
        <translation>Pegel Ihrer Stimme</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>PageDialog</name>
    <message>
        <source>This page</source>
        <translation>Diese Seite</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Tiles build a sentence, spoken as a whole</source>
        <translation>Felder bilden einen Satz, der als Ganzes gesprochen wird</translation>
    </message>
    <message>
        <source>Delete page</source>
        <translation>Seite löschen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>scanning</source>
        <translation>Scannen</translation>
    </message>
    <message>
        <source>dwell</source>
        <translation>Verweilen</translation>
    </message>
    <message>
        <source>Go on with {what}</source>
        <translation>{what} fortsetzen</translation>
    </message>
    <message>
        <source>Pause {what}</source>
        <translation>{what} anhalten</translation>
    </message>
</context>
<context>
    <name>PartnerWindow</name>
    <message>
        <source>For your partner</source>
        <translation>Für Ihr Gegenüber</translation>
    </message>
    <message>
        <source>Turn round</source>
        <translation>Umdrehen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PersonalPage</name>
    <message>
        <source>Make the voice first; then it can be brought nearer to you here.</source>
        <translation>Machen Sie zuerst die Stimme; dann kann sie Ihnen hier näher gebracht werden.</translation>
    </message>
    <message>
        <source>Find the best sample</source>
        <translation>Die beste Probe finden</translation>
    </message>
    <message>
        <source>Your takes are tried one after the other, and the one that speaks best becomes the sample.</source>
        <translation>Ihre Aufnahmen werden der Reihe nach probiert, und die, die am besten spricht, wird die Probe.</translation>
    </message>
    <message>
        <source>The best sample</source>
        <translation>Die beste Probe</translation>
    </message>
    <message>
        <source>Nearer to your voice</source>
        <translation>Näher an Ihrer Stimme</translation>
    </message>
    <message>
        <source>Fine-tuning needs parts that are not installed: {parts}. They are fetched from the internet once, about {size} MB, by this command and only if you say so:</source>
        <translation>Zum Nachtrainieren fehlen Teile: {parts}. Sie werden einmal aus dem Internet geholt, etwa {size} MB, mit diesem Befehl und nur, wenn Sie es wollen:</translation>
    </message>
    <message>
        <source>Fetch and install</source>
        <translation>Holen und einrichten</translation>
    </message>
    <message>
        <source>Set up fine-tuning</source>
        <translation>Nachtrainieren einrichten</translation>
    </message>
    <message>
        <source>Progress of fine-tuning</source>
        <translation>Fortschritt des Nachtrainierens</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Nachtrainieren</translation>
    </message>
    <message>
        <source>Speak as before</source>
        <translation>Sprechen wie zuvor</translation>
    </message>
    <message>
        <source>Delete what does not speak</source>
        <translation>Löschen, was nicht spricht</translation>
    </message>
    <message>
        <source>Which one speaks</source>
        <translation>Welche spricht</translation>
    </message>
    <message>
        <source>The voice fitted to your takes speaks.</source>
        <translation>Es spricht die an Ihre Aufnahmen angepasste Stimme.</translation>
    </message>
    <message>
        <source>The voice made of your sample alone speaks.</source>
        <translation>Es spricht die Stimme, die nur aus Ihrer Probe gemacht ist.</translation>
    </message>
    <message>
        <source>The voice is fitted to your takes, on this computer; nothing leaves it. From one minute of speech on, better with five or fifteen. It may take an hour; everything else can be used meanwhile, and it goes on when the program is closed.</source>
        <translation>Die Stimme wird an Ihre Aufnahmen angepasst, auf diesem Computer; nichts verlässt ihn. Ab einer Minute Sprache, besser mit fünf oder fünfzehn. Es kann eine Stunde dauern; alles andere geht unterdessen, und es läuft weiter, wenn das Programm geschlossen ist.</translation>
    </message>
    <message>
        <source>It was interrupted. Nothing that was learnt is lost.</source>
        <translation>Es wurde unterbrochen. Nichts Gelerntes ist verloren.</translation>
    </message>
    <message>
        <source>Listening to your takes.</source>
        <translation>Ihre Aufnahmen werden angehört.</translation>
    </message>
    <message>
        <source>Learning how you say things.</source>
        <translation>Es wird gelernt, wie Sie sprechen.</translation>
    </message>
    <message>
        <source>Learning how you sound.</source>
        <translation>Es wird gelernt, wie Sie klingen.</translation>
    </message>
    <message>
        <source>Writing the voice.</source>
        <translation>Die Stimme wird geschrieben.</translation>
    </message>
    <message>
        <source>About {count} minutes left.</source>
        <translation>Noch etwa {count} Minuten.</translation>
    </message>
    <message>
        <source>The best sample was found, and speaks from now on.</source>
        <translation>Die beste Probe ist gefunden und spricht von nun an.</translation>
    </message>
    <message>
        <source>Fine-tuning is set up.</source>
        <translation>Das Nachtrainieren ist eingerichtet.</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>Yes.</source>
        <translation>Yes.</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation>Thank you.</translation>
    </message>
    <message>
        <source>Please.</source>
        <translation>Please.</translation>
    </message>
    <message>
        <source>Could you say that again?</source>
        <translation>Could you say that again?</translation>
    </message>
    <message>
        <source>I need help, please.</source>
        <translation>I need help, please.</translation>
    </message>
    <message>
        <source>I am fine, thank you.</source>
        <translation>I am fine, thank you.</translation>
    </message>
    <message>
        <source>Just a moment.</source>
        <translation>Just a moment.</translation>
    </message>
</context>
<context>
    <name>PhrasesPage</name>
    <message>
        <source>Phrase on F{key}</source>
        <translation>Satz auf F{key}</translation>
    </message>
    <message>
        <source>Quick phrases</source>
        <translation>Schnelle Sätze</translation>
    </message>
    <message>
        <source>hay</source>
        <translation>hay</translation>
    </message>
    <message>
        <source>how are you</source>
        <translation>how are you</translation>
    </message>
    <message>
        <source>Short form</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>What it becomes</source>
        <translation>Was daraus wird</translation>
    </message>
    <message>
        <source>Add the short form</source>
        <translation>Das Kürzel hinzufügen</translation>
    </message>
    <message>
        <source>Write the short form and a space, and it becomes the long one.</source>
        <translation>Schreiben Sie das Kürzel und ein Leerzeichen, und es wird ausgeschrieben.</translation>
    </message>
    <message>
        <source>Short forms</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Add a word or name</source>
        <translation>Ein Wort oder einen Namen hinzufügen</translation>
    </message>
    <message>
        <source>How words are said</source>
        <translation>Wie Wörter gesprochen werden</translation>
    </message>
    <message>
        <source>Take “{word}” off the list</source>
        <translation>„{word}“ von der Liste nehmen</translation>
    </message>
</context>
<context>
    <name>PicturePicker</name>
    <message>
        <source>Symbol…</source>
        <translation>Symbol …</translation>
    </message>
    <message>
        <source>Own picture…</source>
        <translation>Eigenes Bild …</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.gif *.webp *.svg *.bmp)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.gif *.webp *.svg *.bmp)</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
</context>
<context>
    <name>PronunciationDialog</name>
    <message>
        <source>How a word is said</source>
        <translation>Wie ein Wort gesprochen wird</translation>
    </message>
    <message>
        <source>The word or name</source>
        <translation>Das Wort oder der Name</translation>
    </message>
    <message>
        <source>How it sounds</source>
        <translation>Wie es klingt</translation>
    </message>
    <message>
        <source>For example: shi vawn</source>
        <translation>Zum Beispiel: shi vawn</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Say it as written</source>
        <translation>Sprechen, wie geschrieben</translation>
    </message>
    <message>
        <source>Write the word as it sounds, in pieces if you like. Hear it before you keep it.</source>
        <translation>Schreiben Sie das Wort, wie es klingt, gern in Stücken. Hören Sie es, bevor Sie es behalten.</translation>
    </message>
</context>
<context>
    <name>ProtectPage</name>
    <message>
        <source>New passphrase</source>
        <translation>Neues Kennwort</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Dasselbe noch einmal</translation>
    </message>
    <message>
        <source>Take the passphrase away</source>
        <translation>Das Kennwort wegnehmen</translation>
    </message>
    <message>
        <source>New recovery key</source>
        <translation>Neuer Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>With a passphrase, your recordings, voices and kept sounds are sealed on the disk. It is asked for once, when the program starts; without it, the stock voice speaks. What you wrote, your boards and your settings are not sealed.</source>
        <translation>Mit einem Kennwort sind Ihre Aufnahmen, Stimmen und aufbewahrten Klänge auf der Festplatte versiegelt. Es wird einmal beim Start des Programms verlangt; ohne es spricht die eingebaute Stimme. Was Sie schreiben, Ihre Tafeln und Einstellungen werden nicht versiegelt.</translation>
    </message>
    <message>
        <source>Write it on paper and keep it where you keep your passport. Without passphrase and key, nobody can open the recordings again.</source>
        <translation>Schreiben Sie ihn auf Papier, und verwahren Sie ihn bei Ihrem Pass. Ohne Kennwort und Schlüssel kann niemand die Aufnahmen wieder öffnen.</translation>
    </message>
    <message>
        <source>Your recovery key</source>
        <translation>Ihr Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Your recordings are sealed.</source>
        <translation>Ihre Aufnahmen sind versiegelt.</translation>
    </message>
    <message>
        <source>There is no passphrase.</source>
        <translation>Es gibt kein Kennwort.</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Das Kennwort ändern</translation>
    </message>
    <message>
        <source>Set the passphrase</source>
        <translation>Das Kennwort setzen</translation>
    </message>
    <message>
        <source>It needs at least eight characters.</source>
        <translation>Es braucht mindestens acht Zeichen.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>The passphrase was changed.</source>
        <translation>Das Kennwort wurde geändert.</translation>
    </message>
</context>
<context>
    <name>QuickBar</name>
    <message>
        <source>Quick phrases</source>
        <translation>Schnelle Sätze</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>{room} (Ctrl+{number})</source>
        <translation>{room} (Strg+{number})</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Sentence to read</source>
        <translation>Satz zum Lesen</translation>
    </message>
    <message>
        <source>Sentences done</source>
        <translation>Fertige Sätze</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Opening the microphone…</source>
        <translation>Das Mikrofon wird geöffnet …</translation>
    </message>
    <message>
        <source>{done} of {all} sentences · {time}</source>
        <translation>{done} von {all} Sätzen · {time}</translation>
    </message>
    <message>
        <source>{count} sentences were skipped.</source>
        <translation>{count} Sätze wurden übersprungen.</translation>
    </message>
    <message>
        <source>First, how quiet the room is.</source>
        <translation>Zuerst, wie leise der Raum ist.</translation>
    </message>
    <message>
        <source>Now the level: say these words as you usually speak.</source>
        <translation>Jetzt der Pegel: Sagen Sie diese Worte, wie Sie sonst sprechen.</translation>
    </message>
    <message>
        <source>Read when you are ready.</source>
        <translation>Lesen Sie, wenn Sie so weit sind.</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>Es wird zugehört …</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Paused. Take all the time you want.</source>
        <translation>Angehalten. Nehmen Sie sich alle Zeit.</translation>
    </message>
    <message>
        <source>Twenty minutes are done.</source>
        <translation>Zwanzig Minuten sind geschafft.</translation>
    </message>
    <message>
        <source>All done.</source>
        <translation>Alles geschafft.</translation>
    </message>
    <message>
        <source>Please be quiet for a moment.</source>
        <translation>Bitte seien Sie einen Moment still.</translation>
    </message>
    <message>
        <source>Time for a rest: five minutes, and something to drink.</source>
        <translation>Zeit für eine Pause: fünf Minuten, und etwas zu trinken.</translation>
    </message>
    <message>
        <source>Hello, how are you today?</source>
        <translation>Hello, how are you today?</translation>
    </message>
    <message>
        <source>Skip the check</source>
        <translation>Die Prüfung überspringen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>Noch einmal sagen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Read what was skipped</source>
        <translation>Lesen, was übersprungen wurde</translation>
    </message>
</context>
<context>
    <name>Renderings</name>
    <message>
        <source>Several versions</source>
        <translation>Mehrere Fassungen</translation>
    </message>
    <message>
        <source>Make another</source>
        <translation>Noch eine machen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Listen, and pin the one you like: it is what is heard from then on.</source>
        <translation>Hören Sie, und heften Sie die an, die Ihnen gefällt: Sie ist von da an zu hören.</translation>
    </message>
    <message>
        <source>One more is being made …</source>
        <translation>Eine weitere wird gemacht …</translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation>Es gibt noch keine.</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Fassung {number}</translation>
    </message>
    <message>
        <source>Your own recording</source>
        <translation>Ihre eigene Aufnahme</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Say exactly as recorded</source>
        <translation>Genau wie aufgenommen sagen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>How it was said</source>
        <translation>Wie es gesagt wurde</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Delete all that are not kept…</source>
        <translation>Alle nicht behaltenen löschen …</translation>
    </message>
    <message>
        <source>There are no takes yet.</source>
        <translation>Es gibt noch keine Aufnahmen.</translation>
    </message>
    <message>
        <source>Review takes</source>
        <translation>Aufnahmen durchsehen</translation>
    </message>
    <message>
        <source>Do not keep</source>
        <translation>Nicht behalten</translation>
    </message>
    <message>
        <source>Do not say as recorded</source>
        <translation>Nicht wie aufgenommen sagen</translation>
    </message>
    <message>
        <source>Delete this take for good?</source>
        <translation>Diese Aufnahme endgültig löschen?</translation>
    </message>
    <message>
        <source>Delete {count} takes for good?</source>
        <translation>{count} Aufnahmen endgültig löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>Room</name>
    <message>
        <source>Speak</source>
        <translation>Sprechen</translation>
    </message>
    <message>
        <source>Boards</source>
        <translation>Tafeln</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>Studio</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>SampleModel</name>
    <message>
        <source>Good: a voice can be made of this.</source>
        <translation>Gut: Daraus kann eine Stimme gemacht werden.</translation>
    </message>
    <message>
        <source>It can be used, and could be better:</source>
        <translation>Es ist brauchbar und könnte besser sein:</translation>
    </message>
    <message>
        <source>The room is noisy; close the window, or switch off what hums.</source>
        <translation>Der Raum ist laut; schließen Sie das Fenster, oder schalten Sie ab, was brummt.</translation>
    </message>
    <message>
        <source>The microphone gave no sound at all while it was quiet; is it switched on?</source>
        <translation>Das Mikrofon gab in der Stille gar keinen Ton; ist es eingeschaltet?</translation>
    </message>
    <message>
        <source>Thank you. It is the same voice as in the sample.</source>
        <translation>Danke. Es ist dieselbe Stimme wie in der Probe.</translation>
    </message>
    <message>
        <source>This does not sound like the person of the sample.</source>
        <translation>Das klingt nicht wie die Person der Probe.</translation>
    </message>
    <message>
        <source>The person whose voice it is has to say the sentence, in the same room.</source>
        <translation>Den Satz muss die Person sagen, deren Stimme es ist, im selben Raum.</translation>
    </message>
</context>
<context>
    <name>SamplePage</name>
    <message>
        <source>How much of the time has passed</source>
        <translation>Wie viel der Zeit vergangen ist</translation>
    </message>
    <message>
        <source>It is my own voice, or I have this person’s permission.</source>
        <translation>Es ist meine eigene Stimme, oder ich habe die Erlaubnis dieses Menschen.</translation>
    </message>
    <message>
        <source>My voice</source>
        <translation>Meine Stimme</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>Name der Stimme</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Neu aufnehmen</translation>
    </message>
    <message>
        <source>I cannot speak now</source>
        <translation>Ich kann jetzt nicht sprechen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>I am done</source>
        <translation>Ich bin fertig</translation>
    </message>
    <message>
        <source>Make the voice</source>
        <translation>Stimme machen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Record ten seconds</source>
        <translation>Zehn Sekunden aufnehmen</translation>
    </message>
    <message>
        <source>Sit as you like to, a hand’s width from the microphone, in a quiet room. First it listens to the room for a moment; then you read two sentences.</source>
        <translation>Sitzen Sie, wie Sie mögen, eine Handbreit vom Mikrofon, in einem ruhigen Raum. Zuerst wird der Raum einen Moment angehört; dann lesen Sie zwei Sätze.</translation>
    </message>
    <message>
        <source>One moment of silence</source>
        <translation>Ein Moment Stille</translation>
    </message>
    <message>
        <source>The room is being listened to.</source>
        <translation>Der Raum wird angehört.</translation>
    </message>
    <message>
        <source>Please read this</source>
        <translation>Bitte lesen Sie dies</translation>
    </message>
    <message>
        <source>As you would say it to a friend.</source>
        <translation>So, wie Sie es einem Freund sagen würden.</translation>
    </message>
    <message>
        <source>Your sample</source>
        <translation>Ihre Probe</translation>
    </message>
    <message>
        <source>Please say this sentence</source>
        <translation>Bitte sagen Sie diesen Satz</translation>
    </message>
    <message>
        <source>It is kept with the voice, as your consent.</source>
        <translation>Er wird als Ihre Einwilligung bei der Stimme aufbewahrt.</translation>
    </message>
    <message>
        <source>Your consent</source>
        <translation>Ihre Einwilligung</translation>
    </message>
    <message>
        <source>Your voice is being made</source>
        <translation>Ihre Stimme wird gemacht</translation>
    </message>
    <message>
        <source>It takes a few seconds.</source>
        <translation>Es dauert ein paar Sekunden.</translation>
    </message>
    <message>
        <source>Next you say one sentence: your consent to this voice.</source>
        <translation>Als Nächstes sagen Sie einen Satz: Ihre Einwilligung zu dieser Stimme.</translation>
    </message>
</context>
<context>
    <name>SentenceStrip</name>
    <message>
        <source>Your sentence</source>
        <translation>Ihr Satz</translation>
    </message>
    <message>
        <source>Take the last word away</source>
        <translation>Das letzte Wort wegnehmen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>Sprechen</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Speaking</source>
        <translation>Sprechen</translation>
    </message>
    <message>
        <source>Phrases and words</source>
        <translation>Sätze und Wörter</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>Aussehen und Sprache</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Ihre Daten</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Pages of settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Your boards</source>
        <translation>Ihre Tafeln</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Open first</source>
        <translation>Zuerst öffnen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Import and export use the Open Board Format (.obz, .obf), which other programs read too.</source>
        <translation>Import und Export im Open Board Format (.obz, .obf), das auch andere Programme lesen.</translation>
    </message>
    <message>
        <source>“{name}” was imported: {count} page(s).</source>
        <translation>„{name}“ wurde importiert: {count} Seite(n).</translation>
    </message>
    <message>
        <source>New board</source>
        <translation>Neue Tafel</translation>
    </message>
    <message>
        <source>Boards (*.obz *.obf);;All files (*)</source>
        <translation>Tafeln (*.obz *.obf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import a board</source>
        <translation>Eine Tafel importieren</translation>
    </message>
    <message>
        <source>Whole board (*.obz);;First page alone (*.obf)</source>
        <translation>Ganze Tafel (*.obz);;Nur die erste Seite (*.obf)</translation>
    </message>
    <message>
        <source>Export a board</source>
        <translation>Eine Tafel exportieren</translation>
    </message>
    <message>
        <source>“{name}” was exported.</source>
        <translation>„{name}“ wurde exportiert.</translation>
    </message>
    <message>
        <source>Delete “{name}” for good? Export it first if you may want it again.</source>
        <translation>„{name}“ endgültig löschen? Exportieren Sie sie vorher, wenn Sie sie wieder brauchen könnten.</translation>
    </message>
    <message>
        <source>Delete a board</source>
        <translation>Eine Tafel löschen</translation>
    </message>
</context>
<context>
    <name>ShelfModel</name>
    <message>
        <source>{name}  (opens first)</source>
        <translation>{name}  (öffnet zuerst)</translation>
    </message>
</context>
<context>
    <name>SoundPage</name>
    <message>
        <source>Loudspeaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Speech comes from</source>
        <translation>Die Sprache kommt aus</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Count the devices again</source>
        <translation>Die Geräte neu zählen</translation>
    </message>
    <message>
        <source>Private sounds, for you alone, come from</source>
        <translation>Eigene Töne, nur für Sie, kommen aus</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Pegel des Mikrofons</translation>
    </message>
    <message>
        <source>Recordings are made with</source>
        <translation>Aufgenommen wird mit</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>To be heard in telephone and video calls, speech is sent into a virtual cable: a device that other programs see as a microphone. Install one (VB-CABLE on Windows, BlackHole on macOS, a null sink on Linux), choose it here, and choose its other end as the microphone of the call.</source>
        <translation>Damit man Sie in Telefon- und Videoanrufen hört, wird die Sprache in ein virtuelles Kabel geschickt: ein Gerät, das andere Programme als Mikrofon sehen. Richten Sie eines ein (VB-CABLE unter Windows, BlackHole unter macOS, eine Null-Senke unter Linux), wählen Sie es hier, und sein anderes Ende als Mikrofon des Anrufs.</translation>
    </message>
    <message>
        <source>Test the cable</source>
        <translation>Das Kabel prüfen</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Send speech into the call too</source>
        <translation>Sprache auch in den Anruf schicken</translation>
    </message>
    <message>
        <source>The cable</source>
        <translation>Das Kabel</translation>
    </message>
    <message>
        <source>The computer’s own choice</source>
        <translation>Wie der Computer</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>{name} (not connected now)</source>
        <translation>{name} (jetzt nicht angeschlossen)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Listening at the other end of the cable …</source>
        <translation>Am anderen Ende des Kabels wird gehorcht …</translation>
    </message>
</context>
<context>
    <name>SpeakView</name>
    <message>
        <source>Said before</source>
        <translation>Früher gesagt</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>Sprechen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Escape</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Lauter</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksam machen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Say the selected words</source>
        <translation>Die gewählten Wörter sagen</translation>
    </message>
    <message>
        <source>Bring back what was cleared</source>
        <translation>Geleertes zurückholen</translation>
    </message>
    <message>
        <source>Attention sound</source>
        <translation>Ton, der aufmerksam macht</translation>
    </message>
    <message>
        <source>Show to your partner</source>
        <translation>Ihrem Gegenüber zeigen</translation>
    </message>
    <message>
        <source>How a word is said…</source>
        <translation>Wie ein Wort gesprochen wird …</translation>
    </message>
    <message>
        <source>Phrases and short forms…</source>
        <translation>Sätze und Kürzel …</translation>
    </message>
</context>
<context>
    <name>SpeakingPage</name>
    <message>
        <source>The phrase that keeps the floor (F1)</source>
        <translation>Der Satz, der Ihnen das Wort hält (F1)</translation>
    </message>
    <message>
        <source>When to speak</source>
        <translation>Wann gesprochen wird</translation>
    </message>
    <message>
        <source>Say each word as I finish it</source>
        <translation>Jedes Wort sagen, wenn es fertig ist</translation>
    </message>
    <message>
        <source>Say each sentence as I finish it</source>
        <translation>Jeden Satz sagen, wenn er fertig ist</translation>
    </message>
    <message>
        <source>Something new stops what is being said</source>
        <translation>Neues unterbricht, was gerade gesagt wird</translation>
    </message>
    <message>
        <source>Otherwise it waits its turn.</source>
        <translation>Sonst wartet es, bis es an der Reihe ist.</translation>
    </message>
    <message>
        <source>Clear the text after it is said</source>
        <translation>Den Text leeren, wenn er gesagt ist</translation>
    </message>
    <message>
        <source>How much louder “Louder” is</source>
        <translation>Wie viel lauter „Lauter“ ist</translation>
    </message>
    <message>
        <source>{db} dB</source>
        <translation>{db} dB</translation>
    </message>
    <message>
        <source>Help with writing</source>
        <translation>Hilfe beim Schreiben</translation>
    </message>
    <message>
        <source>Suggest words</source>
        <translation>Wörter vorschlagen</translation>
    </message>
    <message>
        <source>Learn from what I say</source>
        <translation>Aus dem lernen, was ich sage</translation>
    </message>
    <message>
        <source>It stays on this computer, and you can have it forgotten.</source>
        <translation>Es bleibt auf diesem Computer, und Sie können es vergessen lassen.</translation>
    </message>
    <message>
        <source>Write out short forms</source>
        <translation>Kürzel ausschreiben</translation>
    </message>
    <message>
        <source>Forget what I said</source>
        <translation>Vergessen, was ich sagte</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privates</translation>
    </message>
    <message>
        <source>Private mode</source>
        <translation>Privater Modus</translation>
    </message>
    <message>
        <source>Nothing you write or say is remembered while this is on.</source>
        <translation>Nichts, was Sie schreiben oder sagen, wird gemerkt, solange er an ist.</translation>
    </message>
    <message>
        <source>What you said is forgotten, and so is what was learnt from it.</source>
        <translation>Was Sie sagten, ist vergessen, und auch, was daraus gelernt wurde.</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>There is no speech in this take.</source>
        <translation>In dieser Aufnahme ist keine Sprache.</translation>
    </message>
    <message>
        <source>Too loud: the sound is clipped. Move back a little, or turn the microphone down.</source>
        <translation>Zu laut: Der Ton ist übersteuert. Gehen Sie etwas zurück, oder stellen Sie das Mikrofon leiser.</translation>
    </message>
    <message>
        <source>Too quiet. Move closer, or turn the microphone up.</source>
        <translation>Zu leise. Gehen Sie näher heran, oder stellen Sie das Mikrofon lauter.</translation>
    </message>
    <message>
        <source>There is noise behind the voice.</source>
        <translation>Hinter der Stimme ist ein Geräusch.</translation>
    </message>
    <message>
        <source>The beginning is cut off.</source>
        <translation>Der Anfang ist abgeschnitten.</translation>
    </message>
    <message>
        <source>The end is cut off.</source>
        <translation>Das Ende ist abgeschnitten.</translation>
    </message>
    <message>
        <source>Some words were not heard.</source>
        <translation>Einige Wörter waren nicht zu hören.</translation>
    </message>
    <message>
        <source>Faster than you usually speak.</source>
        <translation>Schneller, als Sie sonst sprechen.</translation>
    </message>
    <message>
        <source>Slower than you usually speak.</source>
        <translation>Langsamer, als Sie sonst sprechen.</translation>
    </message>
    <message>
        <source>This does not sound like your other takes.</source>
        <translation>Das klingt nicht wie Ihre anderen Aufnahmen.</translation>
    </message>
    <message>
        <source>A few more sentences make your first voice.</source>
        <translation>Noch ein paar Sätze, und es ist Ihre erste Stimme.</translation>
    </message>
    <message>
        <source>Enough for a first voice.</source>
        <translation>Genug für eine erste Stimme.</translation>
    </message>
    <message>
        <source>Enough to choose the best sample from, and to fine-tune a little.</source>
        <translation>Genug, um die beste Probe zu wählen und ein wenig nachzutrainieren.</translation>
    </message>
    <message>
        <source>Enough for a fine-tuned voice.</source>
        <translation>Genug für eine nachtrainierte Stimme.</translation>
    </message>
    <message>
        <source>Enough for a very good voice. More helps only a little.</source>
        <translation>Genug für eine sehr gute Stimme. Mehr hilft nur wenig.</translation>
    </message>
</context>
<context>
    <name>TakesModel</name>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>Nicht behalten</translation>
    </message>
    <message>
        <source>said exactly as recorded</source>
        <translation>genau wie aufgenommen gesagt</translation>
    </message>
</context>
<context>
    <name>TileButton</name>
    <message>
        <source>Empty, row {row}, column {column}</source>
        <translation>Leer, Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>Tile without words</source>
        <translation>Feld ohne Worte</translation>
    </message>
    <message>
        <source>{words}, opens a page</source>
        <translation>{words}, öffnet eine Seite</translation>
    </message>
</context>
<context>
    <name>TileCommand</name>
    <message>
        <source>Speak the sentence</source>
        <translation>Den Satz sprechen</translation>
    </message>
    <message>
        <source>Clear the sentence</source>
        <translation>Den Satz leeren</translation>
    </message>
    <message>
        <source>Take the last word away</source>
        <translation>Das letzte Wort wegnehmen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Back one page</source>
        <translation>Eine Seite zurück</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Erste Seite</translation>
    </message>
</context>
<context>
    <name>TileEditor</name>
    <message>
        <source>Tile</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>Zeigt</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>Sagt</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>dasselbe</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>When pressed</source>
        <translation>Beim Drücken</translation>
    </message>
    <message>
        <source>Delete tile</source>
        <translation>Feld löschen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>It says its words</source>
        <translation>Es sagt seine Worte</translation>
    </message>
    <message>
        <source>Opens: {page}</source>
        <translation>Öffnet: {page}</translation>
    </message>
    <message>
        <source>Opens a new page</source>
        <translation>Öffnet eine neue Seite</translation>
    </message>
    <message>
        <source>New page</source>
        <translation>Neue Seite</translation>
    </message>
</context>
<context>
    <name>TileSound</name>
    <message>
        <source>Hear it</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Sound file…</source>
        <translation>Tondatei …</translation>
    </message>
    <message>
        <source>Use the voice</source>
        <translation>Die Stimme nehmen</translation>
    </message>
    <message>
        <source>Several versions…</source>
        <translation>Mehrere Fassungen …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Recording. Press Stop when you are done.</source>
        <translation>Aufnahme läuft. Drücken Sie Stopp, wenn Sie fertig sind.</translation>
    </message>
    <message>
        <source>Sounds (*.wav *.flac *.mp3 *.ogg *.m4a *.webm)</source>
        <translation>Töne (*.wav *.flac *.mp3 *.ogg *.m4a *.webm)</translation>
    </message>
    <message>
        <source>Choose a sound</source>
        <translation>Ton wählen</translation>
    </message>
    <message>
        <source>A recording of your own is played.</source>
        <translation>Eine eigene Aufnahme wird gespielt.</translation>
    </message>
    <message>
        <source>The voice says the words.</source>
        <translation>Die Stimme sagt die Worte.</translation>
    </message>
</context>
<context>
    <name>Unlocking</name>
    <message>
        <source>Passphrase</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Aufschließen</translation>
    </message>
    <message>
        <source>Use the recovery key</source>
        <translation>Den Wiederherstellungsschlüssel nehmen</translation>
    </message>
    <message>
        <source>Go on with the stock voice</source>
        <translation>Mit der eingebauten Stimme weiter</translation>
    </message>
    <message>
        <source>The stock voice speaks without it. The passphrase is needed once per start.</source>
        <translation>Die eingebaute Stimme spricht auch ohne es. Das Kennwort wird einmal je Start gebraucht.</translation>
    </message>
    <message>
        <source>Your voices and recordings are locked</source>
        <translation>Ihre Stimmen und Aufnahmen sind gesperrt</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>Wiederherstellungsschlüssel</translation>
    </message>
</context>
<context>
    <name>VoiceCard</name>
    <message>
        <source>Stock voice</source>
        <translation>Eingebaute Stimme</translation>
    </message>
    <message>
        <source>Made of your sample.</source>
        <translation>Aus Ihrer Probe gemacht.</translation>
    </message>
    <message>
        <source>Always there, on every computer.</source>
        <translation>Immer da, auf jedem Computer.</translation>
    </message>
    <message>
        <source>Speaks now</source>
        <translation>Spricht jetzt</translation>
    </message>
    <message>
        <source>Speak with it</source>
        <translation>Mit ihr sprechen</translation>
    </message>
    <message>
        <source>{action}: {name}</source>
        <translation>{action}: {name}</translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation>Mehr zu {name}</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Pauses</source>
        <translation>Pausen</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>{db} dB</source>
        <translation>{db} dB</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>VoiceStatus</name>
    <message>
        <source>Stock voice</source>
        <translation>Eingebaute Stimme</translation>
    </message>
    <message>
        <source>Voice: {name}. Choose another.</source>
        <translation>Stimme: {name}. Eine andere wählen.</translation>
    </message>
    <message>
        <source>is getting ready</source>
        <translation>macht sich bereit</translation>
    </message>
    <message>
        <source>the stock voice speaks for now</source>
        <translation>vorerst spricht die eingebaute Stimme</translation>
    </message>
    <message>
        <source>your own recording</source>
        <translation>Ihre eigene Aufnahme</translation>
    </message>
    <message>
        <source>the version you chose</source>
        <translation>die Fassung, die Sie wählten</translation>
    </message>
    <message>
        <source>ready-made</source>
        <translation>schon fertig</translation>
    </message>
    <message>
        <source>spoken live</source>
        <translation>eben gesprochen</translation>
    </message>
    <message>
        <source>stock voice</source>
        <translation>eingebaute Stimme</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Start speaking</source>
        <translation>Sprechen beginnen</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Write, and be heard. Nothing leaves this computer.</source>
        <translation>Schreiben Sie, und man hört Sie. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Speak at once</source>
        <translation>Sofort sprechen</translation>
    </message>
    <message>
        <source>With the built-in voice. Your own can come later.</source>
        <translation>Mit der eingebauten Stimme. Ihre eigene kann später kommen.</translation>
    </message>
    <message>
        <source>Record ten seconds</source>
        <translation>Zehn Sekunden aufnehmen</translation>
    </message>
    <message>
        <source>Read two sentences, and the program speaks in your own voice.</source>
        <translation>Lesen Sie zwei Sätze, und das Programm spricht mit Ihrer eigenen Stimme.</translation>
    </message>
    <message>
        <source>Record now</source>
        <translation>Jetzt aufnehmen</translation>
    </message>
    <message>
        <source>Bring recordings</source>
        <translation>Aufnahmen mitbringen</translation>
    </message>
    <message>
        <source>A voice message, a video, an old tape: ten clear seconds are enough.</source>
        <translation>Eine Sprachnachricht, ein Video, ein altes Band: Zehn klare Sekunden genügen.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Eine Datei wählen</translation>
    </message>
    <message>
        <source>Whose voice is it?</source>
        <translation>Wessen Stimme ist es?</translation>
    </message>
    <message>
        <source>First name and last name</source>
        <translation>Vorname und Nachname</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Anfangen</translation>
    </message>
    <message>
        <source>Open a bank file…</source>
        <translation>Eine Sammlungsdatei öffnen …</translation>
    </message>
    <message>
        <source>Record sentences, or bring recordings that exist. They stay on this computer, they belong to you, and you can save them to one file at any time.</source>
        <translation>Nehmen Sie Sätze auf, oder bringen Sie Aufnahmen mit, die es gibt. Sie bleiben auf diesem Computer, sie gehören Ihnen, und Sie können sie jederzeit in eine Datei speichern.</translation>
    </message>
    <message>
        <source>Bank a voice</source>
        <translation>Eine Stimme sammeln</translation>
    </message>
    <message>
        <source>Open a bank file</source>
        <translation>Eine Sammlungsdatei öffnen</translation>
    </message>
    <message>
        <source>Bank files (*.zip *.vvbank)</source>
        <translation>Sammlungsdateien (*.zip *.vvbank)</translation>
    </message>
    <message>
        <source>Passphrase of the file</source>
        <translation>Kennwort der Datei</translation>
    </message>
</context>
<context>
    <name>WordBar</name>
    <message>
        <source>Suggested words</source>
        <translation>Vorgeschlagene Wörter</translation>
    </message>
    <message>
        <source>No suggestion</source>
        <translation>Kein Vorschlag</translation>
    </message>
    <message>
        <source>Alt+{number}</source>
        <translation>Alt+{number}</translation>
    </message>
</context>
<context>
    <name>WordClass</name>
    <message>
        <source>People</source>
        <translation>Menschen</translation>
    </message>
    <message>
        <source>Doing</source>
        <translation>Tun</translation>
    </message>
    <message>
        <source>Describing</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Things</source>
        <translation>Dinge</translation>
    </message>
    <message>
        <source>Social words</source>
        <translation>Umgang</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>No, stop, important</source>
        <translation>Nein, halt, wichtig</translation>
    </message>
    <message>
        <source>Small words</source>
        <translation>Kleine Wörter</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>Schlicht</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Wie es ist</translation>
    </message>
</context>
<context>
    <name>_KeyButton</name>
    <message>
        <source>Press the switch now …</source>
        <translation>Drücken Sie jetzt den Taster …</translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>Good: a voice can be made of this.</source>
        <translation>Gut: Daraus kann eine Stimme gemacht werden.</translation>
    </message>
</context>
</TS>
