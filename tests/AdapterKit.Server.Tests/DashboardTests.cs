using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdapterKit.Server.Tests;

/// <summary>The page for operators, in a browser.</summary>
public sealed class DashboardTests(Administered administered, Browser chromium) : IClassFixture<Administered>, IClassFixture<Browser>
{
    private readonly Administered server = administered;
    private readonly Browser browser = chromium.OrSkip();

    [SkippableTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task The_page_shows_what_is_served_and_fits_and_everybody_can_use_it(int width, ColorScheme scheme)
    {
        browser.Complaints.Clear();
        var page = await OpenAsync(width, scheme);
        foreach (var task in server.Host.Tasks)
            await Expect(page.Locator("#tasks")).ToContainTextAsync(task.Id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Predict" }).ClickAsync();
        await Expect(page.Locator("#attention table")).ToHaveCountAsync(2);

        await Browser.KeepPictureAsync(page, $"dashboard-{width}-{scheme}");

        Assert.Empty(await Browser.FindBarriersAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.Empty(browser.Complaints);
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task A_fused_task_shows_what_it_attends_to_as_shares_that_add_up()
    {
        var page = await OpenAsync();
        await page.Locator("#try-task").SelectOptionAsync("feed-source");
        await page.Locator("#try-text").FillAsync("the release of the kernel is out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Predict" }).ClickAsync();

        var rows = page.Locator("#attention tbody tr");
        await Expect(page.Locator("#answer strong")).ToHaveTextAsync(new Regex("\\w+"));
        await Expect(rows).Not.ToHaveCountAsync(0);
        foreach (var row in await rows.AllAsync())
        {
            var shares = await row.Locator("td").AllTextContentsAsync();
            var known = shares.Where(share => share != "–").Select(share => share.TrimEnd('%', ' '));
            Assert.InRange(known.Sum(share => int.Parse(share, CultureInfo.InvariantCulture)), 97, 103);
        }

        await page.Locator("#try-task").SelectOptionAsync("spam");
        await page.GetByRole(AriaRole.Button, new() { Name = "Predict" }).ClickAsync();
        await Expect(page.Locator("#answer strong")).ToHaveTextAsync(new Regex("^(ham|spam)$"));
        await Expect(page.Locator("#attention table")).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task A_task_is_quarantined_with_a_reason_and_released()
    {
        var page = await OpenAsync();
        await page.Locator("#hold-reply").ClickAsync();
        await page.GetByLabel("Why").FillAsync("It answers <b>nonsense</b>.");
        await page.Locator("#ask-yes").ClickAsync();

        await Expect(page.Locator("#tasks")).ToContainTextAsync("It answers <b>nonsense</b>.");
        await Expect(page.Locator("#audit")).ToContainTextAsync("quarantine reply");
        Assert.NotNull(server.Services.GetRequiredService<Hosting.RequestDispatcher>().Quarantine.FindReason("reply"));

        await page.Locator("#release-reply").ClickAsync();
        await Expect(page.Locator("#hold-reply")).ToBeVisibleAsync();
        Assert.Null(server.Services.GetRequiredService<Hosting.RequestDispatcher>().Quarantine.FindReason("reply"));
        await page.Locator("#hold-reply").ClickAsync();
        await page.Locator("#ask-no").ClickAsync();
        await Expect(page.Locator("#release-reply")).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task Plugins_are_staged_activated_and_rolled_back()
    {
        var page = await OpenAsync();
        var before = server.Host.Generations[0].Number;
        await Expect(page.Locator("#activate")).ToBeDisabledAsync();
        await page.Locator("#stage").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Staged plugins" })).ToBeVisibleAsync();
        await page.Locator("#activate").ClickAsync();
        await page.Locator("#ask-yes").ClickAsync();
        await Expect(page.Locator("#generations")).ToContainTextAsync("Kept");
        Assert.Equal(before + 1, server.Host.Generations[0].Number);

        await page.Locator("#roll-back").ClickAsync();
        await page.Locator("#ask-yes").ClickAsync();
        await Expect(page.Locator("#about")).ToContainTextAsync($"generation {before + 2}");
        await Expect(page.Locator("#audit")).ToContainTextAsync("rollback");
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task With_keys_it_asks_for_one_and_shows_nothing_without()
    {
        await using var other = server.With(
            ("Keys:0:Name", "operator"), ("Keys:0:Hash", Served.HashOf("root")), ("Keys:0:Scopes:0", "admin"),
            ("Admin:Url", "http://127.0.0.1:0"));
        var page = await browser.OpenAsync(Administered.PageOf(other.Services));
        await Expect(page.Locator("#problem")).ToContainTextAsync("key");
        Assert.Equal("", await page.Locator("#tasks").InnerTextAsync());

        await page.Locator("#ask-input").FillAsync("wrong");
        await page.Locator("#ask-yes").ClickAsync();
        await Expect(page.Locator("#ask-input")).ToHaveValueAsync("");
        await page.Locator("#ask-input").FillAsync("root");
        await page.Locator("#ask-yes").ClickAsync();

        await Expect(page.Locator("#tasks")).ToContainTextAsync("spam");
        await Expect(page.Locator("#problem")).ToBeHiddenAsync();
        await page.CloseAsync();
    }

    private Task<IPage> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light) =>
        browser.OpenAsync(Administered.PageOf(server.Services), width, scheme);
}

/// <summary>The server with its administration on a port of its own.</summary>
public sealed class Administered : Served
{
    /// <summary>Where the page is.</summary>
    public static Uri PageOf(IServiceProvider services) =>
        new(new Uri(services.GetRequiredService<AdminServer>().Addresses.Single()), "/dashboard/");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("AdapterKit:Admin:Url", "http://127.0.0.1:0");
    }
}
