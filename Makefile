# 数采的全部日常动作。两条就够：make run 启动，make test 证明一切成立。
# 只需要 Python ≥ 3.11、make、git；其余由锁文件 uv.lock 决定，装在 .venv 里，不动系统。

.DEFAULT_GOAL := help
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .venv-uv/bin/uv)
RUN := $(UV) run --no-sync
SYNC := $(UV) sync --frozen --quiet
# 校园网的网关有时换上自己的证书：第一次不成，就照系统信任的证书再来一次，仍不成才报错（两个名字，新旧 uv 各认一个）
WITH_SYSTEM_CERTIFICATES := UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1
STORED := tests/apps tests/demo/test_opening.py tests/browser/filling/test_great_journey.py tests/browser/reviewing $(addprefix tests/web/,account audit board campaigns declarations filling find findings imports \
	jobs organisation review rows settings workbooks test_addresses.py)
FAST := not browser and not libreoffice and not corpus and not slow

# 编译过的字节码留在源文件旁边，检查和两遍测试共用；环境里若不许留，每一步都要从头编译
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test all-tests stored-tests quick check types strict-types style layers generated fix bench mutants mutation docs

help: ## 列出这些动作
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

run: .venv/.ready-to-run ## 启动：准备环境和内嵌数据库，打开示例学校，打印账号和地址
	@$(RUN) shucai demo-school
	@echo "启动数采……"
	@$(RUN) shucai serve

test: .venv/.ready-to-work ## 证明一切成立：check，加全部测试（浏览器、LibreOffice、外来工作簿）
	@echo "备齐测试要用的程序……"
	@$(RUN) python -m tools.install_components
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory --jobs 2 all-tests stored-tests

all-tests:
	@echo "全部测试（层次的刚才已经跑过）；同时，存数据的部分在 PostgreSQL 上再来一遍，它的结果在它跑完时一起打印……"
	@$(RUN) pytest -n 2 --ignore tests/architecture

# 只看 LibreOffice 怎样存文件的，与数据库无关。两遍一起跑：一遍等浏览器和 LibreOffice 的时候，另一遍用处理器。
stored-tests:
	@SHUCAI_TEST_DATABASE=postgresql $(RUN) pytest -n 2 -m 'not libreoffice' $(STORED) > .venv/stored-tests.log 2>&1; \
	ended=$$?; echo "在 PostgreSQL 上："; cat .venv/stored-tests.log; exit $$ended

quick: .venv/.ready-to-work ## 日常：不用浏览器和 LibreOffice，一分钟内
	@echo "快速测试……"
	@$(RUN) pytest -n 2 -m "$(FAST)"

check: .venv/.ready-to-work ## 只读不写：写法、类型、层次、生成的文档
	@$(MAKE) --no-print-directory --jobs 2 style types strict-types layers generated

types:
	@echo "检查类型……"
	@$(RUN) mypy

strict-types:
	@echo "从严检查 domain 和 adapters 的类型……"
	@$(RUN) basedpyright

style:
	@echo "检查写法……"
	@$(RUN) ruff check
	@$(RUN) ruff format --check --quiet

layers:
	@echo "检查层次……"
	@$(RUN) lint-imports
	@$(RUN) pytest tests/architecture

generated:
	@echo "检查生成的文档和第三方文件……"
	@$(RUN) python tools/draw_map.py --check
	@$(RUN) python tools/write_guides.py --check
	@$(RUN) python tools/list_notices.py --check
	@$(RUN) python tools/vendor.py --check

fix: .venv/.ready-to-work ## 改正能自动改正的写法
	@echo "改正写法……"
	@$(RUN) ruff check --fix
	@$(RUN) ruff format

bench: .venv/.ready-to-work ## 在生成的数据上量速度和内存
	@echo "测量……"
	@$(RUN) python -m bench

mutants: .venv/.ready-to-work ## 在示例学校里为每项校验埋一个错，看命令行是否恰好找出来
	@echo "埋错……"
	@$(RUN) python -m tests.mutants.run

mutation: .venv/.ready-to-work ## 在校验引擎的代码里逐个改错一处，看测试是否发现（约半小时）
	@echo "逐个改错……"
	@$(RUN) python -m tools.mutation --least 90

docs: .venv/.ready-to-work ## 重新生成 docs/map.md、权限和流程两页、THIRD-PARTY.md，把目录写成 build/site 里的网页
	@echo "生成文档……"
	@$(RUN) python tools/draw_map.py
	@$(RUN) python tools/write_guides.py
	@$(RUN) python tools/list_notices.py
	@$(RUN) shucai site -o build/site

.venv/.ready-to-run: uv.lock pyproject.toml CHANGELOG.md | $(UV)
	@echo "按 uv.lock 准备运行环境……"
	@$(SYNC) --no-dev --inexact 2>/dev/null || $(WITH_SYSTEM_CERTIFICATES) $(SYNC) --no-dev --inexact
	@touch $@

.venv/.ready-to-work: uv.lock pyproject.toml CHANGELOG.md | $(UV)
	@echo "按 uv.lock 准备开发环境……"
	@$(SYNC) 2>/dev/null || $(WITH_SYSTEM_CERTIFICATES) $(SYNC)
	@touch $@ .venv/.ready-to-run

.venv-uv/bin/uv:
	@echo "准备 uv（装在 .venv-uv 里，不动系统）……"
	@$(PYTHON) tools/install_uv.py .venv-uv
