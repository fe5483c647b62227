.DEFAULT_GOAL := help
.PHONY: virtual-card help demo test build release deb check-deb soak bench bench-relay bench-report lint packages toolchain clean

help:     ## these words
	@sed -n 's/^\([a-z-]*\): *[a-z -]*## /  make \1	/p' Makefile

demo: toolchain packages ## put the sample edition on air and print its airtime log
	@.ci/demo

# The simulation and the properties of a plan keep every core busy for minutes, and tests of the program hold threads: each kind by
# itself, so that none waits for another.
test: toolchain packages ## every test
	swift test --skip EndToEndTests --skip SimulationTests --skip ComplianceTests
	swift test --filter 'SimulationTests|ComplianceTests'
	swift test --filter EndToEndTests
	Tests/Systemd/check-units

build: toolchain packages ## debug build
	swift build

# All symbols are bound before main, so that their table is read-only; nothing is looked for beside the program; and the folder
# of the checkout stands in no file (its length and a hash of it do: two builds are alike to the byte only in folders of one name).
RELEASE = -c release --static-swift-stdlib --disable-local-rpath -Xlinker -z -Xlinker now \
  -Xcc -ffile-prefix-map=$(CURDIR)=. -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=.

release: toolchain packages ## release build
	swift build $(RELEASE) --product loa

deb: toolchain packages release ## the Debian package, its debug symbols and the list of its parts, in out/
	@.ci/install-packages package
	systemd/debian/build-package

# On a Debian tree made from this machine's mirror; as root.
check-deb: deb virtual-card ## check the package, and boot a machine that has it
	@.ci/install-packages package package-test
	Tests/Systemd/check-package out/loa_*.deb
	Tests/Systemd/boot --plugin out/card/libasound_module_pcm_loacard.so out/loa_*.deb

soak: deb virtual-card ## watch a node's memory over two thousand airings, on a machine that boots with the package (35 min)
	@.ci/install-packages package package-test
	Tests/Systemd/boot --soak 2000 --plugin out/card/libasound_module_pcm_loacard.so out/loa_*.deb

bench: toolchain packages release virtual-card ## measure Loa beside others
	@.ci/install-packages bench
	python3 Tests/Bench/bench.py --plugin out/card/libasound_module_pcm_loacard.so --loa .build/release/loa --write

bench-relay: toolchain packages release virtual-card ## measure a node with thousands of stations
	@.ci/install-packages bench
	swift build $(RELEASE) --product relay-load
	python3 Tests/Bench/bench_relay.py --plugin out/card/libasound_module_pcm_loacard.so --loa .build/release/loa \
	  --load .build/release/relay-load --write

bench-report: toolchain packages release ## measure reports out of ten years of three hundred stations
	swift build $(RELEASE) --product log-maker
	python3 Tests/Bench/bench_report.py --loa .build/release/loa --maker .build/release/log-maker --write

lint: toolchain ## formatting
	swift format lint --strict -r Package.swift Sources Tests

virtual-card: packages
	@$(MAKE) -s -C Tests/VirtualCard OUT=$(CURDIR)/out/card

packages: ## install missing Debian packages
	@.ci/install-packages

toolchain:
	@.ci/check-toolchain

clean: ## remove what was built
	rm -rf .build out
