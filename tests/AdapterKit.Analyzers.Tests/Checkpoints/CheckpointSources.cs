namespace AdapterKit.Analyzers.Tests;

/// <summary>Declarations with keys, complete except for the part that a test is about.</summary>
internal static class CheckpointSources
{
    public const string Attention = """
        [Weight("q", Part = "q"), Weight("k", Part = "k"), Weight("v", Part = "v"), Weight("o", Part = "o")]
        """;

    public const string Config = "public sealed partial record C { [ConfigKey(\"hidden_size\")] public int Width { get; init; } = 64; }";

    /// <summary>A module with keys.</summary>
    public static string Module(string members) =>
        $$"""
        public sealed partial class M() : nn.Module<Tensor, Tensor>(nameof(M))
        {
            public override Tensor forward(Tensor input) => input.alias();
            {{members}}
        }
        """;

    /// <summary>A model, without a layer or keys.</summary>
    public static string Model(string members, string embed = "zeros(1)") =>
        $$"""
        [BackboneModel("published")]
        public sealed partial class P(C config, PretrainedIdentity identity) : PretrainedBackbone(identity)
        {
            {{members}}
            public override int Width { get; } = config.Width;
            public override AdaptedStack Encoder => null!;
            public override Tensor Embed(TokenBatch batch) => {{embed}};
        }
        """ + Config;

    /// <summary>A configuration.</summary>
    public static string Record(string members) => $"public sealed partial record C {{ {members} }}";
}
