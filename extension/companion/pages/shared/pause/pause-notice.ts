import { html, nothing, render } from 'lit';
import { element } from '../../../../ui/element.ts';
import { host } from '../host.ts';
import { showProblem } from '../show-problem.ts';
import { words } from '../texts/page-words.ts';
import { TEXTS } from '../texts/texts.ts';

const { notices, resume, resumed } = TEXTS.popup;

const place = element('div', { id: 'paused' });

const view = html`<section class="card row">
  <div class="grow">
    <h2>${notices.paused.title}</h2>
    <div class="soft">${notices.paused.text}</div>
  </div>
  <button type="button" id="resume" class="primary" @click=${() => void end()}>${resume}</button>
</section>`;

const draw = (paused: boolean) => render(paused ? view : nothing, place);

const end = async (): Promise<void> => {
  try {
    await host.call('pause.set', { paused: false });
    draw(false);
    words.announce(resumed);
    const titles = document.querySelectorAll<HTMLElement>(':is(h1, h2)[tabindex]');
    // The first one may be in a closed part of the page.
    Array.from(titles)
      .find((title) => title.checkVisibility())
      ?.focus();
  } catch (error) {
    showProblem(place)(error);
  }
};

/** Says before `next` that extensions are paused, with a button that resumes. Hosts that cannot pause are not paused. */
export const showPause = async (next: HTMLElement): Promise<void> => {
  const paused = await host.call('overview', {}).then(
    (overview) => overview.paused && overview.paired,
    () => false,
  );
  if (!place.isConnected) next.before(place);
  draw(paused);
};
