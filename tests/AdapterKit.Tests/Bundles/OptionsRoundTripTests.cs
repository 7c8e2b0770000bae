using AdapterKit.Testing;

namespace AdapterKit.Tests;

[Flags]
public enum Fruits
{
    None = 0,
    Apple = 1,
    Pear = 2,
    Plum = 4,
}

[Flags]
public enum Namelessly
{
    One = 1,
    Two = 2,
}

public enum Plain : long
{
    Low = long.MinValue,
    Middle = 3,
    High = long.MaxValue,
}

/// <summary>One option of every type that options may have.</summary>
public sealed record AnyOptions : VariantOptions
{
    public int Whole { get; init; }

    public long Wide { get; init; }

    public double Number { get; init; }

    public float Narrow { get; init; }

    public bool Flag { get; init; }

    public string Text { get; init; } = "";

    public Fruits Fruits { get; init; }

    public Namelessly Nameless { get; init; }

    public Plain Plain { get; init; } = Plain.Middle;

    public int? MaybeWhole { get; init; }

    public double? MaybeNumber { get; init; }

    public float? MaybeSingle { get; init; }

    public bool? MaybeFlag { get; init; }

    public string? MaybeText { get; init; }

    public Fruits? MaybeFruits { get; init; }

    public long? MaybeWide { get; init; }

    public Plain? MaybePlain { get; init; }
}

[AdapterVariant("any-options")]
public sealed partial class AnyAdapter(AdapterShape shape, AnyOptions options) : ResidualAdapter
{
    [Zeros] private readonly TorchSharp.Modules.Linear up = nn.Linear(shape.Width, shape.Width);

    public AnyOptions Given { get; } = options;

    public override Tensor Delta(Tensor h) => up.call(h);
}

[TaskAdapter("any-options", Backbone = "bert")]
[Labels("a", "b")]
public sealed partial class AnyOptionsTask : ClassificationTask<AnyAdapter>;

/// <summary>What a bundle stores it gives back; what it could not give back is refused before training and before saving.</summary>
public sealed class OptionsRoundTripTests : IDisposable
{
    private static readonly double[] Numbers =
    [
        0, -0.0, 1, 0.1, 1e-320, double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity,
        double.NegativeInfinity,
    ];

    private static readonly float[] Singles =
        [0, -0f, 0.1f, float.Epsilon, float.MaxValue, float.MinValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    private static readonly string[] Texts =
        ["", " ", "NaN", "null", "a\0b", "\"\\\u2028</script>", "\ufeffé", "\ud83d\ude00", "\n\r\t", "0"];

    private readonly TemporaryFolder folder = new();
    private readonly BertModel backbone =
        new(new() { Vocabulary = 11, Hidden = 4, Layers = 1, Heads = 1, Intermediate = 4, Positions = 8 });

    public void Dispose()
    {
        backbone.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Every_option_comes_back_as_it_was()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
            AssertComesBack(Draw(random));
    }

    [Fact]
    public void Every_edge_comes_back_as_it_was()
    {
        foreach (var number in Numbers)
            AssertComesBack(new() { Number = number, MaybeNumber = number });
        foreach (var number in Singles)
            AssertComesBack(new() { Narrow = number, MaybeSingle = number });
        foreach (var text in Texts)
            AssertComesBack(new() { Text = text, MaybeText = text });
        foreach (var whole in new[] { int.MinValue, -1, 0, int.MaxValue })
            AssertComesBack(new() { Whole = whole, MaybeWhole = whole, Wide = whole == -1 ? long.MinValue : long.MaxValue });
        for (var fruits = Fruits.None; fruits <= (Fruits)7; fruits++)
            AssertComesBack(new() { Fruits = fruits, MaybeFruits = fruits, Nameless = (Namelessly)((int)fruits % 4) });
        foreach (var plain in Enum.GetValues<Plain>())
            AssertComesBack(new() { Plain = plain });
    }

    public static TheoryData<AnyOptions, string> Unstorable() => new()
    {
        { new() { Text = "lone \ud83d" }, "'text'" },
        { new() { Text = "\ude00\ud83d" }, "'text'" },
        { new() { MaybeText = "\udfff" }, "'maybeText'" },
        { new() { Text = null! }, "'text'" },
        { new() { Fruits = (Fruits)8 }, "'fruits'" },
        { new() { Fruits = Fruits.Apple | (Fruits)16 }, "'fruits'" },
        { new() { MaybeFruits = (Fruits)(-1) }, "'maybeFruits'" },
        { new() { Plain = (Plain)17 }, "'plain'" },
        { new() { MaybePlain = (Plain)17 }, "'maybePlain'" },
        { new() { Plain = 0 }, "'plain'" },
    };

    [Theory]
    [MemberData(nameof(Unstorable))]
    public void What_would_not_come_back_is_refused_and_nothing_is_written(AnyOptions options, string named)
    {
        var config = AnyOptionsTask.Declared.Config with { Options = options };
        using var task = AnyOptionsTask.Declared.Create(backbone, config);

        var early = Assert.Throws<ArgumentException>(() => Bundle.RequireStorable(config));
        var late = Assert.Throws<ArgumentException>(() => Bundle.Save(folder.PathOf("bundle"), task));

        Assert.Contains(named, early.Message, StringComparison.Ordinal);
        Assert.Equal(early.Message, late.Message);
        Assert.False(Directory.Exists(folder.PathOf("bundle")));
    }

    private static AnyOptions Draw(Random random) => new()
    {
        Whole = random.Next(int.MinValue, int.MaxValue),
        Wide = random.NextInt64(long.MinValue, long.MaxValue),
        Number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        Narrow = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)),
        Flag = random.Next(2) == 0,
        Text = DrawText(random),
        Fruits = (Fruits)random.Next(8),
        Nameless = (Namelessly)random.Next(4),
        Plain = random.GetItems(Enum.GetValues<Plain>(), 1)[0],
        MaybeWhole = random.Next(2) == 0 ? null : random.Next(),
        MaybeNumber = random.Next(2) == 0 ? null : random.GetItems(Numbers, 1)[0],
        MaybeSingle = random.Next(2) == 0 ? null : random.GetItems(Singles, 1)[0],
        MaybeFlag = random.Next(3) switch { 0 => null, var drawn => drawn == 1 },
        MaybeText = random.Next(2) == 0 ? null : DrawText(random),
        MaybeFruits = random.Next(2) == 0 ? null : (Fruits)random.Next(8),
        MaybeWide = random.Next(2) == 0 ? null : random.NextInt64(long.MinValue, long.MaxValue),
        MaybePlain = random.Next(2) == 0 ? null : random.GetItems(Enum.GetValues<Plain>(), 1)[0],
    };

    private static string DrawText(Random random)
    {
        return string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ =>
            random.Next(2) == 0 ? $"{(char)random.Next(0x80)}" : char.ConvertFromUtf32(random.Next(0xE000, 0x10FFFF))));
    }

    private void AssertComesBack(AnyOptions options)
    {
        var config = AnyOptionsTask.Declared.Config with { Options = options };
        Bundle.RequireStorable(config);
        using var task = AnyOptionsTask.Declared.Create(backbone, config);
        using var loaded = Bundle.Save(folder.PathOf("bundle"), task).Load(AnyOptionsTask.Declared, backbone);
        using var opened = Bundle.Open(folder.PathOf("bundle")).Load(AnyOptionsTask.Declared, backbone);

        foreach (var back in new[] { loaded, opened }.Select(task => (AnyOptions)task.Config.Options))
        {
            Assert.Equal(options, back);
            Assert.Equal(double.IsNegative(options.Number), double.IsNegative(back.Number) || double.IsNaN(options.Number));
            Assert.Equal(float.IsNegative(options.Narrow), float.IsNegative(back.Narrow) || float.IsNaN(options.Narrow));
        }
    }
}
