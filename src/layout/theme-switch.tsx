import { Button, Tooltip } from '@fluentui/react-components';
import { DesktopRegular, WeatherMoonRegular, WeatherSunnyRegular } from '@fluentui/react-icons';
import { type ThemeChoice, chooseTheme, themeChoices, useThemeChoice } from './theme';

const looks = {
  light: { word: 'Light', icon: <WeatherSunnyRegular /> },
  dark: { word: 'Dark', icon: <WeatherMoonRegular /> },
  system: { word: 'Same as system', icon: <DesktopRegular /> },
} as const satisfies Record<ThemeChoice, unknown>;

/** One button that goes through the three choices: a menu would be more than three choices need. */
export const ThemeSwitch = () => {
  const choice = useThemeChoice();
  const next = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length] ?? 'system';
  const label = `Theme: ${looks[choice].word}. Switch to ${looks[next].word.toLowerCase()}`;
  return (
    <Tooltip content={label} relationship="label" showDelay={400}>
      <Button appearance="subtle" icon={looks[choice].icon} onClick={() => chooseTheme(next)} />
    </Tooltip>
  );
};
