using System.CommandLine;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests.Fuzzing;

/// <summary>Generates the values of arguments and options: such as fit their names, and such as do not.</summary>
internal sealed class FuzzValues(Dice dice, FuzzPaths files, Command command)
{
    private static readonly string[] Numbers =
        ["1", "2", "3", "0", "-1", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "1e-3", "1e3", "1e308", "1e999", "NaN",
            "Infinity", "-Infinity", "-0", "0.5", "1,5", "1.5", "١", "0x10", "", " 1 ", "1_000", "+1", new string('9', 400)];

    private static readonly string[] Drops =
    [
        "0", "1", "0..1", "0..99", "1..0", "..", "-1", "robust", "robust:1,2,1", "robust:", "robust:0", "robust:1e5",
        "robust:" + new string('9', 400), "2147483647", "0..2147483647", "9999999999", ",", "all", "",
    ];

    private static readonly string[] Tasks = ["feed-source", "feed-source", "list-topic", "reply", "bulk"];

    /// <summary>How often an option is given.</summary>
    public double GetShare(string option) => option switch
    {
        "--data" when command.Name is "predict" or "inspect" => 0.2,
        "--data" or "--checkpoints" or "--epochs" or "--tasks" or "--seeds" or "--modes" => 0.85,
        "--json" => 0.4,
        "--plugins" => 0.85,
        "--backbone" => command.Name is "pretrain" ? 0.95 : 0.1,
        "--help" or "-h" or "--version" or "--multi-task" or "--resume" => 0.03,
        "--lines" or "--file" or "--mail" => 0.15,
        "--fusion" => 0.6,
        "--encoding" or "--text-column" or "--label-column" => 0.04,
        _ => 0.05,
    };

    public IReadOnlyList<string> Create(string name, int most)
    {
        var value = CreateOne(name);
        return most > 1 && dice.Chance(0.08) ? [value, CreateOne(name)] : [value];
    }

    private string CreateOne(string name) => dice.Chance(0.03) ? dice.Text(20) : name.TrimStart('-') switch
    {
        "task" or "tasks" or "fuse" => dice.Below(20) switch
        {
            < 15 => command.Name is "prune" ? "feed-source" : "spam",
            < 19 => dice.Pick(Tasks),
            _ => dice.Pick(dice.Misspell("spam"), "spam,", ",", "spam,bulk", ""),
        },
        "text" => dice.Chance(0.7) ? dice.Text(60) : dice.Pick("", " ", "@x", new string('x', 100_000), "hello"),
        "shell" => dice.Pick("bash", "zsh", "fish", "pwsh", "sh", ""),
        "source" => files.PickPlugin(),
        "id" => dice.Pick("Spam", "spam", "..", "", "/", ".", dice.Text(5)),
        "data" => files.PickData(),
        "file" => files.PickPath(),
        "out" or "folder" or "peft" or "adapterhub" => files.PickOutput(),
        "record" => files.PickRecord(),
        "plot" => dice.Pick(files.PickOutput(), files.PickOutput() + ".png", files.PickOutput() + ".svg"),
        "checkpoints" => files.PickCheckpoints(),
        "plugins" => dice.Chance(0.9) ? files.PickPlugins() : dice.Pick("default", files.PickPath()),
        "backbone" => files.PickBackbone(),
        "mode" or "modes" => dice.Chance(0.9) ? dice.Pick("adapter", "head", "full") : dice.Pick("", ",", "Head", "head,full", "head,,"),
        "drop" => dice.Pick(Drops),
        "seeds" => dice.Chance(0.8) ? "1" : dice.Pick(",", "1,1", "1,2", dice.Pick(Numbers)),
        "epochs" => dice.Chance(0.9) ? "1" : dice.Pick(Numbers),
        "cache-prefix" => dice.Pick("memory", "disk", "cloud", ""),
        "encoding" => dice.Pick("utf-8", "utf-16", "windows-1252", "utf-7", "utf8", "x", "", "1252", "shift_jis"),
        "text-column" or "label-column" => dice.Pick("text", "label", "Text", "", " ", dice.Text(5)),
        _ => dice.Chance(0.6) ? dice.Pick("1", "2", "10") : dice.Pick(Numbers),
    };
}
