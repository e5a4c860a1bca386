# Sets everything up on Windows, then does one thing: speak (hello.wav), app, or test.
param([ValidateSet("speak", "app", "test")][string]$Job = "speak")
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
if (-not (Test-Path .venv)) { py -3 -m venv .venv }
$python = ".venv\Scripts\python.exe"
function Install([string]$extras) {
    & $python -m pip install --quiet --disable-pip-version-check --editable ".$extras"
    if ($LASTEXITCODE) { throw "The packages could not be installed." }
}
switch ($Job) {
    "speak" {
        Install ""
        & .venv\Scripts\vivavoce.exe speak "Good morning. It is good to hear my own voice again." `
            --sample assets\samples\reader.wav --transcript (Get-Content assets\samples\reader.txt) --output hello.wav
        "hello.wav is ready."
    }
    "app" {
        Install "[app]"
        & .venv\Scripts\vivavoce-app.exe
    }
    "test" {
        Install "[app,training,evaluation,dev]"
        foreach ($check in @("ruff check .", "ruff format --check .", "pyright", "lint-imports")) {
            Invoke-Expression ".venv\Scripts\$check"
            if ($LASTEXITCODE) { exit $LASTEXITCODE }
        }
        & $python -m pytest
        exit $LASTEXITCODE
    }
}
