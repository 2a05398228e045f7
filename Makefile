PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# On your own machine: own key, plain HTTP, no mail server needed. Nothing else sets it.
run dev admin demo: export LOCAL := 1

.PHONY: run dev admin demo test check bench lock

run: .venv/ready
	@$(BIN)/python manage.py up

dev: .venv/ready
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_content
	@DEBUG=1 $(BIN)/python manage.py runserver $(or $(HOST),127.0.0.1):$(or $(PORT),8000)

admin: .venv/ready
	@$(BIN)/python manage.py createadmin

demo: .venv/ready
	@$(BIN)/python manage.py demo

test: .venv/ready-dev
	$(BIN)/python -m pytest -n auto --dist loadfile
	@if command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null; then \
		echo $(BIN)/python -m pytest -n auto tests/browser; $(BIN)/python -m pytest -n auto tests/browser; \
	else \
		echo "No chromium-headless-shell and no chromium on the PATH: the browser tests (tests/browser) are left out."; \
	fi

check: export SECRET_KEY := only-for-the-check-c2f1b0d94e7a48d39b6f5e21a7c80d63f4
check: export ALLOWED_HOSTS := careerguide.example
check: export SITE_URL := https://careerguide.example
check: export EMAIL_HOST := mail.example
check: export DATABASE_URL := postgresql://careerguide.example/careerguide
check: .venv/ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --settings tests.settings
	$(BIN)/python manage.py check_content

bench: .venv/ready-dev
	BENCH=1 $(BIN)/python -m pytest -s tests/bench

lock: .venv/ready-dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.txt

.venv/ready: requirements.txt
.venv/ready-dev: requirements-dev.txt
.venv/ready .venv/ready-dev:
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing $< …"
	@$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r $<
	@touch $@
