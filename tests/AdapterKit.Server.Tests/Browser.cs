using AdapterKit.Testing;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AdapterKit.Server.Tests;

/// <summary>The system's Chromium without a window. What a page logs or refuses to load is a fault.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>What pages have complained about.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Skips the test where there is no Chromium.</summary>
    public Browser OrSkip()
    {
        Needs.Chromium();
        return this;
    }

    public async Task InitializeAsync()
    {
        if (Needs.FindChromium() is not { } chromium)
            return;

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();

        playwright?.Dispose();
    }

    /// <summary>Opens a page.</summary>
    public async Task<IPage> OpenAsync(Uri address, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await browser!.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>What keeps people from using a page, by the rules of axe.</summary>
    public static async Task<IReadOnlyList<string>> FindBarriersAsync(IPage page)
    {
        var result = await page.RunAxe();
        return [.. result.Violations.Select(rule => $"{rule.Id}: {rule.Help} {string.Join(' ', rule.Nodes.Select(node => node.Html))}")];
    }

    /// <summary>Keeps a picture of a page in the directory that the variable ADAPTERKIT_SCREENSHOTS names, for people to look at.</summary>
    public static async Task KeepPictureAsync(IPage page, string name)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (Environment.GetEnvironmentVariable("ADAPTERKIT_SCREENSHOTS") is { Length: > 0 } directory)
            await page.ScreenshotAsync(new() { Path = Path.Combine(directory, $"{name}.png"), FullPage = true });
    }
}
