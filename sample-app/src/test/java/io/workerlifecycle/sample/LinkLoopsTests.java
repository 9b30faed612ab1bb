package io.workerlifecycle.sample;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LinkLoops}.
 */
@Timeout(30)
class LinkLoopsTests {

	@Test
	void linkToTheRootIsALoop() {
		TreeLink link = link("a/b/", "");
		assertThat(LinkLoops.among(List.of(link))).containsExactly(link);
	}

	@Test
	void linkToItsOwnDirectoryIsALoop() {
		TreeLink link = link("a/", "a/");
		assertThat(LinkLoops.among(List.of(link))).containsExactly(link);
	}

	@Test
	void linkToADirectoryWithTheSameBeginningIsNoLoop() {
		assertThat(LinkLoops.among(List.of(link("ab/", "a/"), link("a-b/", "a/")))).isEmpty();
	}

	@Test
	void linkThatClosesACircleIsTheOnlyOneOfIt() {
		assertThat(LinkLoops.among(List.of(link("a/", "b/"), link("b/x/", "c/"), link("c/y/z/", "a/")))).hasSize(1);
	}

	@Test
	void chainOfLinksIsNoLoop() {
		assertThat(LinkLoops.among(List.of(link("a/", "b/"), link("b/", "c/"), link("a/", "c/")))).isEmpty();
	}

	@Test
	void longChainThatEndsWhereItBeganIsALoop() {
		List<TreeLink> links = new ArrayList<>();
		for (int number = 0; number < 50_000; number++) {
			links.add(link(number + "/", ((number + 1) % 50_000) + "/"));
		}
		assertThat(LinkLoops.among(links)).hasSize(1);
	}

	private static TreeLink link(String from, String to) {
		return new TreeLink(new FileKey(from + "link"), new FileKey(from), new FileKey(to));
	}

}
