.PHONY: build test bench clean

build test bench clean:
	@python3 tasks.py $@
