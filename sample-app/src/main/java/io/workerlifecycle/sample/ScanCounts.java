package io.workerlifecycle.sample;

/**
 * What a walk through the tree saw.
 *
 * @param files regular files
 * @param directories directories, the root included
 * @param links symbolic links; none is followed
 * @param otherFiles pipes, sockets and devices; none is opened
 */
record ScanCounts(long files, long directories, long links, long otherFiles) {

	static final ScanCounts NONE = new ScanCounts(0, 0, 0, 0);

	ScanCounts plusFile() {
		return new ScanCounts(this.files + 1, this.directories, this.links, this.otherFiles);
	}

	ScanCounts plusDirectory() {
		return new ScanCounts(this.files, this.directories + 1, this.links, this.otherFiles);
	}

	ScanCounts plusLink() {
		return new ScanCounts(this.files, this.directories, this.links + 1, this.otherFiles);
	}

	ScanCounts plusOther() {
		return new ScanCounts(this.files, this.directories, this.links, this.otherFiles + 1);
	}

}
