package io.workerlifecycle.autoconfigure.command;

import java.util.function.Consumer;

/**
 * What a command says to who gave it, line by line.
 *
 * @param say takes what was found and done
 * @param complain takes what is wrong
 */
record CommandOutput(Consumer<String> say, Consumer<String> complain) {

	static CommandOutput ofThisProcess() {
		return new CommandOutput(System.out::println, System.err::println);
	}

	void say(String line) {
		this.say.accept(line);
	}

	ControlEnd fail(String line) {
		this.complain.accept(line);
		return ControlEnd.FAILED;
	}

}
