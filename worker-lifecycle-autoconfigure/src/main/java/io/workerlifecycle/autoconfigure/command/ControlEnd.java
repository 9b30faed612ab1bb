package io.workerlifecycle.autoconfigure.command;

/**
 * How a command on the instance that runs can end. The codes of the command status, and
 * that of a reload of nobody, are those of the Linux Standard Base.
 *
 * @see <a href=
 * "https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/iniscrptact.html">Init
 * Script Actions</a>
 */
enum ControlEnd {

	/** What was asked for is so; an instance runs, if its status was asked for. */
	DONE(0),

	/** It could not be done, or was refused. */
	FAILED(1),

	/** Status: no instance runs, but one has left its PID file. */
	DEAD(1),

	/** Status: no instance runs. */
	STOPPED(3),

	/** Status: it cannot be told. */
	UNKNOWN(4),

	/** Reload: no instance runs. */
	NOT_RUNNING(7),

	/** Start: another instance runs. EX_TEMPFAIL of sysexits.h, as for any start. */
	ALREADY_RUNNING(75);

	private final int code;

	ControlEnd(int code) {
		this.code = code;
	}

	int code() {
		return this.code;
	}

}
