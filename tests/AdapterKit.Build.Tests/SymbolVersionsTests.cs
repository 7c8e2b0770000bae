namespace AdapterKit.Build.Tests;

public sealed class SymbolVersionsTests
{
    [Fact]
    public void The_real_library_changes_only_in_the_weak_flag_of_one_record()
    {
        var before = TorchSharpPackage.Read();
        var after = TorchSharpPackage.ReadWeakened();

        var changed = Assert.Single(Enumerable.Range(0, before.Length), i => before[i] != after[i]);
        Assert.Equal(before[changed] | 2, after[changed]);
    }

    [Fact]
    public void A_library_that_is_already_weak_stays_unchanged()
    {
        var image = TorchSharpPackage.ReadWeakened();
        var before = image.ToArray();

        Assert.Equal(WeakeningOutcome.AlreadyWeak, SymbolVersions.Weaken(image, TorchSharpPackage.Version));
        Assert.Equal(before, image);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.99")]
    [InlineData("GLIBCXX_3.4.3")]
    [InlineData("3.4.32")]
    public void A_version_must_match_by_its_whole_name(string version) =>
        Refuses(TorchSharpPackage.Read(), WeakeningOutcome.NoSuchVersion, version);

    [Theory]
    [InlineData("")]
    [InlineData("MZ, says a program of another system")]
    [InlineData("\u007fEL")]
    public void Another_format_is_refused(string content) =>
        Refuses([.. content.Select(c => (byte)c)], WeakeningOutcome.NotElf);

    [Theory]
    [InlineData(4, 1)] // 32 bits
    [InlineData(5, 2)] // big-endian
    [InlineData(18, 183)] // aarch64
    public void Another_machine_is_refused(int offset, byte value)
    {
        var image = TorchSharpPackage.Read();
        image[offset] = value;
        Refuses(image, WeakeningOutcome.OtherMachine);
    }

    [Fact]
    public void A_truncated_library_is_refused()
    {
        // The section table is at the end of the file, so every shorter file lacks a part of it.
        var image = TorchSharpPackage.Read();
        var lengths = Enumerable.Range(4, 256).Concat(Enumerable.Range(1, 64).Select(n => image.Length - n * n)).Append(image.Length / 2);
        foreach (var length in lengths)
            Refuses(image[..length], WeakeningOutcome.Truncated);
    }

    [Fact]
    public void Offsets_out_of_bounds_are_refused_and_not_followed()
    {
        foreach (var (at, size) in new SmallElf().Offsets)
        {
            var elf = new SmallElf();
            elf.Image.AsSpan(at, size).Fill(0xff);
            Refuses(elf.Image, WeakeningOutcome.Truncated, SmallElf.Version);
        }
    }

    [Fact]
    public void A_cyclic_chain_ends()
    {
        var elf = new SmallElf();
        Refuses(elf.Image, WeakeningOutcome.NoSuchVersion, "V_2");
        elf.SetCounts(versions: ushort.MaxValue, libraries: uint.MaxValue);
        Refuses(elf.Image, WeakeningOutcome.NoSuchVersion, "V_2");
    }

    [Fact]
    public void A_library_without_required_versions_is_refused()
    {
        var elf = new SmallElf();
        elf.Image[SmallElf.NeedsHeader + 4] = 1;
        Refuses(elf.Image, WeakeningOutcome.NoVersionNeeds, SmallElf.Version);
    }

    [Fact]
    public void Random_damage_never_throws_and_never_changes_more_than_the_flag()
    {
        var random = new Random(1);
        for (var n = 0; n < 20_000; n++)
        {
            var image = new SmallElf().Image;
            for (var bytes = random.Next(1, 8); bytes > 0; bytes--)
                image[random.Next(image.Length)] = (byte)random.Next(256);
            var before = image.ToArray();

            var outcome = SymbolVersions.Weaken(image, SmallElf.Version);

            var changed = image.Where((value, i) => value != before[i]).Count();
            Assert.Equal(outcome == WeakeningOutcome.Weakened ? 1 : 0, changed);
        }
    }

    private static void Refuses(byte[] image, WeakeningOutcome reason, string version = TorchSharpPackage.Version)
    {
        var before = image.ToArray();
        Assert.Equal(reason, SymbolVersions.Weaken(image, version));
        Assert.Equal(before, image);
    }
}
