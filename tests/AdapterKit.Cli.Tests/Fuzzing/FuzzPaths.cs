using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests.Fuzzing;

/// <summary>Chooses the files and directories of a case, most of them sound, some damaged, some that no command can use.</summary>
/// <param name="dice">The choices.</param>
/// <param name="directory">The directory of the case, with a copy of every sound input.</param>
/// <param name="allPlugins">The plugins of all tasks.</param>
internal sealed class FuzzPaths(Dice dice, string directory, string allPlugins)
{
    private static readonly string[] Odd =
    [
        "missing", "missing/missing", "", " ", ".", "..", "/", "/dev/null", "/dev/full", "/proc/self/mem", "/proc/nowhere", "~", "a:b",
        "\ud800", "\u0001", "*", new string('a', 5000), string.Concat(Enumerable.Repeat("a/", 3000)), "-", "--", "con", "x\ny",
    ];

    // Not '/': a copy of everything, or files in the system, would not be a test of the command.
    private static readonly string[] OddOutputs =
    [
        "", " ", "/dev/null", "/dev/null/x", "/dev/full", "/proc/nowhere", "\ud800", "\u0001", new string('a', 5000), "a\nb", ".",
        "sound.jsonl", "sound.jsonl/x",
    ];

    public string PathOf(string name) => Path.Combine(directory, name);

    /// <summary>A path that may not exist.</summary>
    public string PickPath() => dice.Chance(0.7) ? PickFile() : dice.Pick(Odd);

    /// <summary>An existing file of texts.</summary>
    public string PickFile()
    {
        var chosen = dice.Chance(0.4) ? PathOf("sound.jsonl") : FuzzData.Write(dice, directory);
        return File.Exists(chosen) ? chosen : PathOf("sound.jsonl");
    }

    /// <summary>Labeled texts.</summary>
    public string PickData() => dice.Below(10) switch
    {
        < 6 => PathOf("sound.jsonl"),
        < 9 => FuzzData.Write(dice, directory),
        _ => dice.Pick(Odd),
    };

    /// <summary>Somewhere to write to.</summary>
    public string PickOutput() => dice.Chance(0.6) ? PathOf($"out{dice.Below(100)}") : dice.Pick(OddOutputs);

    public string PickRecord() => dice.Below(4) switch
    {
        0 => PickOutput(),
        1 => Damaged("compare.jsonl"),
        2 => Damaged("sweep.jsonl"),
        _ => PickFile(),
    };

    public string PickCheckpoints()
    {
        var checkpoint = Path.Combine("checkpoint", "checkpoint.safetensors");
        return dice.Chance(0.6) ? Path.GetDirectoryName(Damaged(checkpoint))! : PickOutput();
    }

    /// <summary>A directory with plugins, some of them damaged.</summary>
    public string PickPlugins()
    {
        if (dice.Chance(0.35))
            return allPlugins;

        var plugin = Path.Combine(PathOf("plugins"), "Spam");
        if (dice.Chance(0.3))
            FuzzPlugin.Damage(dice, plugin);

        return dice.Chance(0.9) ? PathOf("plugins") : dice.Pick(plugin, dice.Pick(Odd));
    }

    public string PickPlugin() => dice.Below(4) switch
    {
        0 => Damaged("plugin.zip"),
        1 => Path.Combine(PickPlugins(), "Spam"),
        2 => PickPath(),
        _ => PathOf("plugins"),
    };

    /// <summary>A directory with a backbone, or a name.</summary>
    public string PickBackbone()
    {
        var published = dice.Pick("use-lite-en", "all-minilm-l6-v2", dice.Misspell("use-lite-en"));
        return dice.Below(8) switch
        {
            0 => published,
            1 => dice.Pick(Odd),
            < 5 => Path.GetDirectoryName(Damaged(Path.Combine("hugging", dice.Pick("config.json", "vocab.txt", "model.safetensors"))))!,
            _ => Path.GetDirectoryName(
                Damaged(Path.Combine("bert", "saved", dice.Pick("backbone.json", "backbone.json", "vocab.json", "model.safetensors"))))!,
        };
    }

    // Half of the time, the file stays as it is.
    private string Damaged(string name)
    {
        if (dice.Chance(0.5))
            Testing.Damage.Apply(dice, PathOf(name));

        return PathOf(name);
    }
}
