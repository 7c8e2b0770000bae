//HintName: AdapterKit.cs
namespace AdapterKit
{
    public sealed class AbsolutePositions : AdapterKit.ComponentModule<AdapterKit.TokenBatch, TorchSharp.torch.Tensor>, AdapterKit.IMappedWeights
    {
        public AbsolutePositions(int positions, int width, int first = 0) { }
        public int MaxTokens { get; }
        public TorchSharp.Modules.Embedding Table { get; }
        public TorchSharp.torch.Tensor Find(int start, long count) { }
        public override TorchSharp.torch.Tensor forward(AdapterKit.TokenBatch input) { }
    }
    public enum Activation
    {
        Linear = 0,
        Relu = 1,
        Relu6 = 2,
        LeakyRelu = 3,
        Gelu = 4,
        GeluTanh = 5,
        QuickGelu = 6,
        Silu = 7,
        Mish = 8,
        Tanh = 9,
        Sigmoid = 10,
    }
    public static class ActivationFunctions
    {
        public static TorchSharp.torch.Tensor Apply(this AdapterKit.Activation activation, TorchSharp.torch.Tensor x) { }
    }
    public abstract class AdaptedLayer : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, AdapterKit.AdapterPass, TorchSharp.torch.Tensor>
    {
        protected AdaptedLayer() { }
        protected int FirstSite { get; }
        public virtual System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
    }
    public sealed class AdaptedStack : AdapterKit.ComponentModule<TorchSharp.torch.Tensor, AdapterKit.AdapterPass, TorchSharp.torch.Tensor>, AdapterKit.IMappedWeights
    {
        public AdaptedStack(System.Collections.Generic.IEnumerable<AdapterKit.AdaptedLayer> layers) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.EntrySite> EntrySites { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.AdaptedLayer> Layers { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.MemorySite> MemorySites { get; }
        public System.Collections.Generic.IEnumerable<AdapterKit.IAdapterPlace> Places { get; }
        public System.Collections.Generic.IReadOnlyList<string> PointNames { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.ProjectionSite> ProjectionSites { get; }
        public System.Collections.Generic.IReadOnlyList<TorchSharp.Modules.Linear> Projections { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Site> Sites { get; }
        public int SourceLayers { get; }
        public TorchSharp.torch.Tensor RunLayers(TorchSharp.torch.Tensor input, AdapterKit.AdapterPass pass, int first, int count) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input, AdapterKit.AdapterPass pass) { }
        public static AdapterKit.AdaptedStack Join(AdapterKit.AdaptedStack encoder, AdapterKit.AdaptedStack decoder) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, AllowMultiple=true, Inherited=false)]
    public sealed class AdapterAttribute<TVariant> : System.Attribute
        where TVariant : TorchSharp.torch.nn.Module
    {
        public AdapterAttribute() { }
        public string? Drop { get; set; }
        public string[] On { get; set; }
        public string? Options { get; set; }
        public AdapterKit.AdapterPlacement Placement { get; set; }
        public bool TuneNorms { get; set; }
    }
    public sealed class AdapterConfig : System.IEquatable<AdapterKit.AdapterConfig>
    {
        public const int DefaultMaxTokens = 64;
        public AdapterConfig(AdapterKit.AdapterVariant variant) { }
        public AdapterConfig([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.AdapterSet> sets) { }
        public AdapterKit.DropSet Drop { get; init; }
        public AdapterKit.FusionConfig? Fusion { get; init; }
        public AdapterKit.HeadForm Head { get; init; }
        public int MaxTokens { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> Members { get; init; }
        public AdapterKit.VariantOptions Options { get; init; }
        public AdapterKit.AdapterPlacement Placement { get; init; }
        public System.Collections.Generic.IReadOnlyList<string>? Points { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.AdapterSet> Sets { get; }
        public bool TuneNorms { get; init; }
        public AdapterKit.AdapterVariant Variant { get; }
        public AdapterKit.AdapterSet? FindSet(AdapterKit.IAdapterPlace place) { }
        public AdapterKit.AdapterConfig HeadOnly() { }
        public static AdapterKit.AdapterConfig Fused(AdapterKit.FusionConfig fusion) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, AllowMultiple=true, Inherited=false)]
    public sealed class AdapterDropAttribute : System.Attribute
    {
        public AdapterDropAttribute(string layers) { }
        public string Layers { get; }
        public string? Point { get; set; }
    }
    public static class AdapterMerger
    {
        public static AdapterKit.TaskAdapter Merge(System.Collections.Generic.IReadOnlyList<AdapterKit.WeightedTask> tasks, AdapterKit.MergeOptions? options = null, AdapterKit.TaskDeclaration? declaration = null) { }
    }
    public abstract class AdapterPass : System.IDisposable
    {
        public TorchSharp.torch.Tensor? AttentionMask { get; }
        public TorchSharp.torch.Tensor? Source { get; }
        public TorchSharp.torch.Tensor? SourceMask { get; }
        public TorchSharp.torch.Tensor? TokenMask { get; }
        public abstract TorchSharp.torch.Tensor After(int site, TorchSharp.torch.Tensor sublayer, TorchSharp.torch.Tensor residual);
        public TorchSharp.torch.Tensor Attend(int attention, TorchSharp.torch.Tensor queries, TorchSharp.torch.Tensor keys, TorchSharp.torch.Tensor values, double dropout, AdapterKit.AttentionOptions? options = null, TorchSharp.torch.Tensor? input = null) { }
        public TorchSharp.torch.Tensor AttendToSource(int attention, TorchSharp.torch.Tensor queries, TorchSharp.torch.Tensor keys, TorchSharp.torch.Tensor values, double dropout, TorchSharp.torch.Tensor? input = null) { }
        public abstract TorchSharp.torch.Tensor Before(int site, TorchSharp.torch.Tensor h);
        public void Dispose() { }
        public abstract TorchSharp.torch.Tensor Enter(TorchSharp.torch.Tensor h);
        public TorchSharp.torch.Tensor Leave(TorchSharp.torch.Tensor h) { }
        public abstract TorchSharp.torch.Tensor Project(int projection, TorchSharp.Modules.Linear linear, TorchSharp.torch.Tensor x);
        public virtual TorchSharp.torch.Tensor ProjectAndActivate(int projection, TorchSharp.Modules.Linear linear, TorchSharp.torch.Tensor x, AdapterKit.Activation activation) { }
        public TorchSharp.torch.Tensor ProjectSource(int projection, TorchSharp.Modules.Linear linear) { }
        public TorchSharp.torch.Tensor RepeatRows(TorchSharp.torch.Tensor h) { }
        public TorchSharp.torch.Tensor Rotate(TorchSharp.torch.Tensor heads, AdapterKit.RotaryPositions rotary) { }
    }
    public enum AdapterPlacement
    {
        Sequential = 0,
        AfterNorm = 1,
        Pfeiffer = 2,
        Parallel = 3,
    }
    public sealed class AdapterPlan : System.IDisposable
    {
        public int FirstLayer { get; }
        public AdapterKit.AdapterPass BeginPass(AdapterKit.TokenBatch batch, TorchSharp.torch.ScalarType dtype = 6, AdapterKit.KeyValueCache? cache = null, AdapterKit.EncodedSource? source = null) { }
        public void Dispose() { }
        public TorchSharp.torch.Tensor InvertEntry(TorchSharp.torch.Tensor hidden) { }
    }
    public sealed class AdapterSet : System.IEquatable<AdapterKit.AdapterSet>
    {
        public AdapterSet(AdapterKit.AdapterVariant Variant) { }
        public AdapterKit.DropSet Drop { get; init; }
        public AdapterKit.VariantOptions Options { get; init; }
        public AdapterKit.AdapterPlacement Placement { get; init; }
        public System.Collections.Generic.IReadOnlyList<string>? Points { get; init; }
        public bool TuneNorms { get; init; }
        public AdapterKit.AdapterVariant Variant { get; init; }
        public bool Covers(AdapterKit.IAdapterPlace place) { }
    }
    public readonly struct AdapterShape : System.IEquatable<AdapterKit.AdapterShape>
    {
        public AdapterShape(int width) { }
        public AdapterShape(int InputWidth, int OutputWidth) { }
        public System.Func<TorchSharp.torch.Tensor>? Bias { get; init; }
        public int Index { get; init; }
        public int InputWidth { get; init; }
        public int Layer { get; init; }
        public int OutputWidth { get; init; }
        public string Point { get; init; }
        public AdapterKit.SharedModule? Shared { get; init; }
        public AdapterKit.EmbeddingTables? Tables { get; init; }
        public TorchSharp.torch.Tensor? Weight { get; init; }
        public int Width { get; }
        public T GetShared<T>()
            where T : AdapterKit.SharedModule { }
    }
    public sealed class AdapterVariant
    {
        public AdapterVariant(string id, AdapterKit.VariantOptions defaults, System.Func<AdapterKit.AdapterShape, AdapterKit.VariantOptions, AdapterKit.EntryAdapter> create, System.Func<AdapterKit.OptionsReader, AdapterKit.VariantOptions> read, System.Action<AdapterKit.OptionsWriter, AdapterKit.VariantOptions> write) { }
        public AdapterVariant(string id, AdapterKit.VariantOptions defaults, System.Func<AdapterKit.AdapterShape, AdapterKit.VariantOptions, AdapterKit.MemoryAdapter> create, System.Func<AdapterKit.OptionsReader, AdapterKit.VariantOptions> read, System.Action<AdapterKit.OptionsWriter, AdapterKit.VariantOptions> write) { }
        public AdapterVariant(string id, AdapterKit.VariantOptions defaults, System.Func<AdapterKit.AdapterShape, AdapterKit.VariantOptions, AdapterKit.ProjectionAdapter> create, System.Func<AdapterKit.OptionsReader, AdapterKit.VariantOptions> read, System.Action<AdapterKit.OptionsWriter, AdapterKit.VariantOptions> write) { }
        public AdapterVariant(string id, AdapterKit.VariantOptions defaults, System.Func<AdapterKit.AdapterShape, AdapterKit.VariantOptions, AdapterKit.ResidualAdapter> create, System.Func<AdapterKit.OptionsReader, AdapterKit.VariantOptions> read, System.Action<AdapterKit.OptionsWriter, AdapterKit.VariantOptions> write) { }
        public AdapterKit.VariantOptions Defaults { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.PublishedName> HubNames { get; init; }
        public string Id { get; }
        public AdapterKit.PlaceKind Kind { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.PublishedName> PeftNames { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.OptionRange> Ranges { get; init; }
        public System.Func<AdapterKit.SharedShape, AdapterKit.VariantOptions, AdapterKit.SharedModule>? SharedFactory { get; init; }
        public static AdapterKit.AdapterVariant None { get; }
        public AdapterKit.ResidualAdapter Create(AdapterKit.AdapterShape shape, AdapterKit.VariantOptions options) { }
        public AdapterKit.EntryAdapter CreateEntry(AdapterKit.AdapterShape shape, AdapterKit.VariantOptions options) { }
        public AdapterKit.MemoryAdapter CreateMemory(AdapterKit.AdapterShape shape, AdapterKit.VariantOptions options) { }
        public AdapterKit.ProjectionAdapter CreateProjection(AdapterKit.AdapterShape shape, AdapterKit.VariantOptions options) { }
        public AdapterKit.SharedModule? CreateShared(AdapterKit.SharedShape shape, AdapterKit.VariantOptions options) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, Inherited=false)]
    public sealed class AdapterVariantAttribute : System.Attribute
    {
        public AdapterVariantAttribute(string id) { }
        public string Id { get; }
    }
    public static class ArcticXs
    {
        public const string Id = "arctic-embed-xs";
    }
    public sealed class AttentionOptions : System.IEquatable<AdapterKit.AttentionOptions>
    {
        public AttentionOptions() { }
        public double Dropout { get; init; }
        public bool HasBias { get; init; }
        public int? HeadWidth { get; init; }
        public bool IsCausal { get; init; }
        public bool IsPacked { get; init; }
        public bool IsScaled { get; init; }
        public int? KeyValueHeads { get; init; }
        public bool OutputHasBias { get; init; }
        public int? OutputWidth { get; init; }
        public AdapterKit.RelativePositionBias? RelativeBias { get; init; }
        public AdapterKit.RotaryPositions? Rotary { get; init; }
        public double? ScaledWidth { get; init; }
        public double? ScoreCap { get; init; }
        public int? Window { get; init; }
    }
    public sealed class AverageSetup : AdapterKit.Setup, System.IEquatable<AdapterKit.AverageSetup>
    {
        public override System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> Parts { get; }
        public System.Collections.Generic.IReadOnlyList<double> Weights { get; }
        public bool Equals(AdapterKit.AverageSetup? other) { }
        public override int GetHashCode() { }
        public override string ToString() { }
    }
    public abstract class Backbone : TorchSharp.torch.nn.Module
    {
        protected Backbone(string name) { }
        public TorchSharp.torch.Device Device { get; }
        public virtual bool EmbedsVectors { get; }
        public abstract AdapterKit.AdaptedStack Encoder { get; }
        public abstract string Hash { get; }
        public abstract string Id { get; }
        public virtual int MaxTokens { get; }
        public int PadId { get; }
        public virtual AdapterKit.EmbeddingTables? Tables { get; }
        public abstract AdapterKit.ITokenizer Tokenizer { get; }
        public abstract int Width { get; }
        public virtual TorchSharp.torch.Tensor ApplyFinalNorm(TorchSharp.torch.Tensor hidden) { }
        protected override void Dispose(bool disposing) { }
        public abstract TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch);
        public virtual TorchSharp.torch.Tensor EmbedVectors(TorchSharp.torch.Tensor vectors, int position) { }
        public virtual TorchSharp.torch.Tensor EmbedWithChange(AdapterKit.TokenBatch batch, TorchSharp.torch.Tensor change) { }
        protected void Freeze() { }
        public abstract TorchSharp.torch.Tensor Pool(TorchSharp.torch.Tensor hidden, AdapterKit.TokenBatch batch);
        public AdapterKit.TokenBatch Tokenize(System.Collections.Generic.IReadOnlyList<string> texts, int maxTokens) { }
        public AdapterKit.Backbone Truncate(int layers) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.nn.Module load(System.IO.BinaryReader reader, bool strict = true, System.Collections.Generic.IList<string>? skip = null, System.Collections.Generic.Dictionary<string, bool>? loadedParameters = null) { }
        [return: System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "missing_keys",
                "unexpected_keyes"})]
        public override System.ValueTuple<System.Collections.Generic.IList<string>, System.Collections.Generic.IList<string>> load_state_dict(System.Collections.Generic.Dictionary<string, TorchSharp.torch.Tensor> source, bool strict = true, System.Collections.Generic.IList<string>? skip = null) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, Inherited=false)]
    public sealed class BackboneAttribute : System.Attribute
    {
        public BackboneAttribute(string id) { }
        public string Id { get; }
    }
    public sealed class BackboneDeclaration
    {
        public string Id { get; }
        public AdapterKit.ModelType? ModelType { get; }
        public AdapterKit.Backbone Load(string directory) { }
        public static AdapterKit.BackboneDeclaration Create(string id, System.Func<string, AdapterKit.Backbone> load) { }
        public static AdapterKit.BackboneDeclaration Create<TModel>(string id)
            where TModel : AdapterKit.PretrainedBackbone, AdapterKit.IPretrainedBackbone<TModel> { }
    }
    [System.AttributeUsage(System.AttributeTargets.Assembly, AllowMultiple=true)]
    public sealed class BackboneLayoutAttribute : System.Attribute
    {
        public BackboneLayoutAttribute(string id, int layers, params string[] points) { }
        public string Id { get; }
        public int Layers { get; }
        public string[] Memories { get; set; }
        public System.Collections.Generic.IReadOnlyList<string> Points { get; }
        public string[] Products { get; set; }
    }
    [System.AttributeUsage(System.AttributeTargets.Class)]
    public sealed class BackboneModelAttribute : System.Attribute
    {
        public BackboneModelAttribute(string modelType) { }
        public string ModelType { get; }
        public string Prefix { get; set; }
    }
    public sealed class BatchSplitSetup : AdapterKit.Setup, System.IEquatable<AdapterKit.BatchSplitSetup>
    {
        public override System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> Rows { get; }
        public bool Equals(AdapterKit.BatchSplitSetup? other) { }
        public override int GetHashCode() { }
        public override string ToString() { }
    }
    [AdapterKit.AdapterVariant("bitfit")]
    public sealed class BitFitAdapter : AdapterKit.ProjectionAdapter, AdapterKit.IAdapterVariant
    {
        public BitFitAdapter(AdapterKit.AdapterShape shape) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x) { }
        protected override void RegisterComponents() { }
        public override bool TryMerge(TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor bias) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.AdapterVariant("lora-bitfit")]
    public sealed class BitFitLoraAdapter : AdapterKit.ProjectionAdapter, AdapterKit.IAdapterVariant
    {
        public BitFitLoraAdapter(AdapterKit.AdapterShape shape, AdapterKit.LoraOptions options) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        public override bool TryMerge(TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor bias) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.AdapterVariant("bottleneck")]
    public sealed class BottleneckAdapter : AdapterKit.ResidualAdapter, AdapterKit.IAdapterVariant, AdapterKit.IBottleneck
    {
        public BottleneckAdapter(AdapterKit.AdapterShape shape, AdapterKit.BottleneckOptions options) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor AddTo(TorchSharp.torch.Tensor h, TorchSharp.torch.Tensor x) { }
        public override TorchSharp.torch.Tensor Delta(TorchSharp.torch.Tensor h) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class BottleneckOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.BottleneckOptions>
    {
        public BottleneckOptions() { }
        public AdapterKit.Activation Activation { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int? Bottleneck { get; init; }
        public bool LearnScaling { get; init; }
        [System.ComponentModel.DataAnnotations.Range(0D, double.PositiveInfinity, MinimumIsExclusive=true)]
        public double ReductionFactor { get; init; }
        public double Scaling { get; init; }
        public int BottleneckOf(int width) { }
    }
    public sealed class Bundle
    {
        public const string ManifestFile = "adapter.json";
        public string Directory { get; }
        public AdapterKit.BundleManifest Manifest { get; }
        public long Size { get; }
        public AdapterKit.TaskAdapter Load(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> members) { }
        public static AdapterKit.Bundle Open(string directory) { }
        public static void RequireStorable(AdapterKit.AdapterConfig config) { }
        public static AdapterKit.Bundle Save(string directory, AdapterKit.TaskAdapter task, System.Text.Json.Nodes.JsonObject? training = null) { }
    }
    public sealed class BundleAdapter : System.IEquatable<AdapterKit.BundleAdapter>
    {
        public BundleAdapter(string Variant, System.Text.Json.JsonElement Options, AdapterKit.AdapterPlacement Placement, System.Collections.Generic.IReadOnlyList<string>? Points, bool TuneNorms, System.Collections.Generic.IReadOnlyDictionary<string, string> Drop) { }
        public System.Collections.Generic.IReadOnlyDictionary<string, string> Drop { get; init; }
        public System.Text.Json.JsonElement Options { get; init; }
        public AdapterKit.AdapterPlacement Placement { get; init; }
        public System.Collections.Generic.IReadOnlyList<string>? Points { get; init; }
        public bool TuneNorms { get; init; }
        public string Variant { get; init; }
    }
    public sealed class BundleBackbone : System.IEquatable<AdapterKit.BundleBackbone>
    {
        public BundleBackbone(string Id, string Hash) { }
        public string Hash { get; init; }
        public string Id { get; init; }
    }
    public class BundleException : System.Exception
    {
        public BundleException(string message, System.Exception? inner = null) { }
    }
    public sealed class BundleFusion : System.IEquatable<AdapterKit.BundleFusion>
    {
        public BundleFusion(System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyList<string>> Members, AdapterKit.FusionOptions Options, System.Collections.Generic.IReadOnlyDictionary<string, string> MemberHashes, System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyList<string>>>? Kept = null) { }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        public System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyList<string>>>? Kept { get; init; }
        public System.Collections.Generic.IReadOnlyDictionary<string, string> MemberHashes { get; init; }
        public System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyList<string>> Members { get; init; }
        public AdapterKit.FusionOptions Options { get; init; }
    }
    public sealed class BundleManifest : System.IEquatable<AdapterKit.BundleManifest>
    {
        public BundleManifest(int Format, string Task, AdapterKit.BundleBackbone Backbone, System.Collections.Generic.IReadOnlyList<string> Labels, int MaxTokens, AdapterKit.BundleAdapter Adapter, AdapterKit.BundleWeights Weights, AdapterKit.BundleFusion? Fusion = null, System.Text.Json.Nodes.JsonObject? Training = null) { }
        public AdapterKit.BundleAdapter Adapter { get; init; }
        public AdapterKit.BundleBackbone Backbone { get; init; }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
        public int DroppableLayers { get; init; }
        public int Format { get; init; }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        public System.Collections.Generic.IReadOnlyList<AdapterKit.BundleAdapter>? Further { get; init; }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        public AdapterKit.BundleFusion? Fusion { get; init; }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        public AdapterKit.HeadForm? Head { get; init; }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        public string? Images { get; init; }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        public string? Kind { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Labels { get; init; }
        public int MaxTokens { get; init; }
        public string Task { get; init; }
        public System.Text.Json.Nodes.JsonObject? Training { get; init; }
        public AdapterKit.BundleWeights Weights { get; init; }
    }
    public sealed class BundleWeights : System.IEquatable<AdapterKit.BundleWeights>
    {
        public BundleWeights(string File, string Hash) { }
        public string File { get; init; }
        public string Hash { get; init; }
    }
    public sealed class CheckpointCoverage : System.IEquatable<AdapterKit.CheckpointCoverage>
    {
        public CheckpointCoverage([System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Key",
                "Name"})] System.Collections.Generic.IReadOnlyList<System.ValueTuple<string, string>> Loaded, System.Collections.Generic.IReadOnlyList<string> Ignored, System.Collections.Generic.IReadOnlyList<string> Defaulted) { }
        public System.Collections.Generic.IReadOnlyList<string> Defaulted { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Ignored { get; init; }
        [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Key",
                "Name"})]
        public System.Collections.Generic.IReadOnlyList<System.ValueTuple<string, string>> Loaded { get; init; }
    }
    public sealed class CheckpointException : System.Exception
    {
        public CheckpointException(string message, System.Exception? inner = null) { }
    }
    public static class CheckpointLoader
    {
        public static AdapterKit.CheckpointCoverage Check(AdapterKit.CheckpointSource source, AdapterKit.IMappedWeights model, string prefix = "", [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<string> ignored) { }
        public static AdapterKit.CheckpointCoverage Load(AdapterKit.CheckpointSource source, AdapterKit.IMappedWeights model, string prefix = "", [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<string> ignored) { }
    }
    public sealed class CheckpointNames : System.IEquatable<AdapterKit.CheckpointNames>
    {
        public CheckpointNames(string ModelType, string Prefix) { }
        public string ModelType { get; init; }
        public string Prefix { get; init; }
    }
    public abstract class CheckpointSource : System.IDisposable
    {
        protected CheckpointSource() { }
        public abstract System.Collections.Generic.IReadOnlyCollection<string> Keys { get; }
        public abstract string Name { get; }
        public abstract bool Contains(string key);
        [return: System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Dtype",
                "Shape"})]
        public abstract System.ValueTuple<TorchSharp.torch.ScalarType, System.Collections.Generic.IReadOnlyList<long>> Describe(string key);
        public void Dispose() { }
        protected virtual void Dispose(bool disposing) { }
        public abstract TorchSharp.torch.Tensor Read(string key);
    }
    public static class CheckpointWriter
    {
        public static void Write(string path, AdapterKit.IMappedWeights model, string prefix = "") { }
    }
    public sealed class ClassificationMetrics : AdapterKit.TaskScores
    {
        public ClassificationMetrics(System.Collections.Generic.IReadOnlyList<string> labels, [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Expected",
                "Predicted"})] System.Collections.Generic.IEnumerable<System.ValueTuple<int, int>> pairs) { }
        public double Accuracy { get; }
        public override int Count { get; }
        public new int this[int expected, int predicted] { get; }
        public System.Collections.Generic.IReadOnlyList<string> Labels { get; }
        public double MacroF1 { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.Metric> Metrics { get; }
        public override double Selection { get; }
        public override AdapterKit.ScoreTable Table { get; }
        public double F1(int label) { }
        public override System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    public abstract class ClassificationTask : AdapterKit.TextTask<AdapterKit.Prediction>
    {
        protected ClassificationTask() { }
        protected ClassificationTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public static AdapterKit.TaskKind Kind { get; }
        public override TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) { }
    }
    public abstract class ClassificationTask<TVariant> : AdapterKit.ClassificationTask
        where TVariant : TorchSharp.torch.nn.Module
    {
        protected ClassificationTask() { }
        protected ClassificationTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
    }
    [AdapterKit.AdapterVariant("compacter")]
    public sealed class CompacterAdapter : AdapterKit.ResidualAdapter, AdapterKit.IAdapterVariant
    {
        public CompacterAdapter(AdapterKit.AdapterShape shape, AdapterKit.CompacterOptions options, AdapterKit.CompacterShared shared) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Delta(TorchSharp.torch.Tensor h) { }
        public override AdapterKit.ResidualAdapter Fold() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class CompacterOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.CompacterOptions>
    {
        public CompacterOptions() { }
        public AdapterKit.Activation Activation { get; init; }
        public bool Bias { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int? Bottleneck { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Dimension { get; init; }
        public bool FactorizeRule { get; init; }
        public bool Factorized { get; init; }
        public bool LearnScaling { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Rank { get; init; }
        [System.ComponentModel.DataAnnotations.Range(0D, double.PositiveInfinity, MinimumIsExclusive=true)]
        public double ReductionFactor { get; init; }
        public double Scaling { get; init; }
        public bool ShareRule { get; init; }
        public bool ShareWeights { get; init; }
        public int BottleneckOf(int width) { }
    }
    [AdapterKit.SharedModule]
    public sealed class CompacterShared : AdapterKit.SharedModule
    {
        public CompacterShared(AdapterKit.SharedShape shape, AdapterKit.CompacterOptions options) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.PublishedName> HubNames { get; }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public abstract class ComponentModule : TorchSharp.torch.nn.Module
    {
        protected ComponentModule(string name) { }
        protected override sealed void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public abstract class ComponentModule<TInput, TResult> : TorchSharp.torch.nn.Module<TInput, TResult>
    {
        protected ComponentModule(string name) { }
        protected override sealed void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public abstract class ComponentModule<TInput, TContext, TResult> : TorchSharp.torch.nn.Module<TInput, TContext, TResult>
    {
        protected ComponentModule(string name) { }
        protected override sealed void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public static class Components
    {
        public static TorchSharp.Modules.Parameter Keep(TorchSharp.Modules.Parameter parameter) { }
        public static void Move(TorchSharp.torch.nn.Module owner, TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool nonBlocking) { }
    }
    [AdapterKit.AdapterVariant("computed-prefix")]
    public sealed class ComputedPrefixAdapter : AdapterKit.MemoryAdapter, AdapterKit.IAdapterVariant
    {
        public ComputedPrefixAdapter(AdapterKit.AdapterShape shape, AdapterKit.ComputedPrefixOptions options, AdapterKit.PrefixNetwork network) { }
        public override int PositionShift { get; }
        public override bool ReadsInput { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor ComputeGates(TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor? tokens) { }
        public override TorchSharp.torch.Tensor ComputeKeys() { }
        public override TorchSharp.torch.Tensor ComputeValues() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class ComputedPrefixOptions : AdapterKit.PrefixOptions, System.IEquatable<AdapterKit.ComputedPrefixOptions>
    {
        public ComputedPrefixOptions() { }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Units { get; init; }
    }
    public sealed class ConfidenceDrop : AdapterKit.IDropPolicy
    {
        public ConfidenceDrop(AdapterKit.TaskAdapter exit, double confidence, int sure, int unsure) { }
        public ConfidenceDrop(System.Func<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> head, int layer, double confidence, int sure, int unsure) { }
        public int Choose(AdapterKit.DropRequest request) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Property)]
    public sealed class ConfigKeyAttribute : System.Attribute
    {
        public ConfigKeyAttribute(string key) { }
        public string Key { get; }
    }
    public sealed class ConfigReader
    {
        public string Name { get; }
        public AdapterKit.Activation Get(string key, AdapterKit.Activation fallback) { }
        public System.Collections.Generic.IReadOnlyList<double> Get(string key, System.Collections.Generic.IReadOnlyList<double> fallback) { }
        public System.Collections.Generic.IReadOnlyList<string> Get(string key, System.Collections.Generic.IReadOnlyList<string> fallback) { }
        public bool Get(string key, bool fallback) { }
        public double Get(string key, double fallback) { }
        public double? Get(string key, double? fallback) { }
        public int Get(string key, int fallback) { }
        public string Get(string key, string fallback) { }
        public TConfig Read<TConfig>()
            where TConfig : AdapterKit.IModelConfig<TConfig> { }
        public void Require(string key, string value) { }
        public static AdapterKit.ConfigReader Open(string path) { }
        public static AdapterKit.ConfigReader Parse(string name, string json) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, AllowMultiple=true)]
    public sealed class ConfigValueAttribute : System.Attribute
    {
        public ConfigValueAttribute(string key, string value) { }
        public string Key { get; }
        public string Value { get; }
    }
    public static class ContentHash
    {
        public static string Compute(System.ReadOnlySpan<byte> content) { }
        public static string ComputeFile(string path) { }
    }
    public static class Contract
    {
        public const string Version = "5.0";
    }
    [AdapterKit.WeightParts(new string[] {
            "q",
            "k",
            "v",
            "o"})]
    public sealed class CrossAttention : AdapterKit.ComponentModule<TorchSharp.torch.Tensor, AdapterKit.AdapterPass, TorchSharp.torch.Tensor>, AdapterKit.IAttention, AdapterKit.IProjected, AdapterKit.ISublayer, AdapterKit.IWeightParts
    {
        public CrossAttention(int width, int heads, double dropout = 0) { }
        public CrossAttention(int width, int heads, AdapterKit.AttentionOptions options, int? sourceWidth = default) { }
        public int AttentionNumber { get; set; }
        public int FirstProjection { get; set; }
        public int Heads { get; }
        public int InputWidth { get; }
        public int KeyHeads { get; }
        public int KeyWidth { get; }
        public AdapterKit.AttentionOptions Options { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Projection> Projections { get; }
        public int Width { get; }
        public AdapterKit.WeightPart GetPart(string name) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input, AdapterKit.AdapterPass pass) { }
    }
    [AdapterKit.AdapterVariant("dora")]
    public sealed class DoraAdapter : AdapterKit.ProjectionAdapter, AdapterKit.IAdapterVariant
    {
        public DoraAdapter(AdapterKit.AdapterShape shape, AdapterKit.LoraOptions options) { }
        public override bool ReadsWeight { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor? bias) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        public override bool TryMerge(TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor bias) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class DownAttribute : System.Attribute
    {
        public DownAttribute() { }
    }
    public sealed class DropRequest : System.IDisposable
    {
        public AdapterKit.TokenBatch Batch { get; }
        public int Layers { get; }
        public int Tasks { get; }
        public double Cost(int dropped) { }
        public void Dispose() { }
        public TorchSharp.torch.Tensor PooledFeatures(int layers) { }
    }
    public sealed class DropSet : System.IEquatable<AdapterKit.DropSet>
    {
        public const string EveryPoint = "*";
        public System.Collections.Generic.IReadOnlyDictionary<string, AdapterKit.LayerSet> LayersByPoint { get; }
        public static AdapterKit.DropSet None { get; }
        public bool Contains(AdapterKit.IAdapterPlace place) { }
        public bool Equals(AdapterKit.DropSet? other) { }
        public override bool Equals(object? obj) { }
        public override int GetHashCode() { }
        public override string ToString() { }
        public AdapterKit.DropSet Union(AdapterKit.DropSet other) { }
        public AdapterKit.DropSet With(AdapterKit.LayerSet layers, string? point = null) { }
        public static AdapterKit.DropSet FirstLayers(int count) { }
    }
    public sealed class DropSetup : AdapterKit.Setup, System.IEquatable<AdapterKit.DropSetup>
    {
        public DropSetup(AdapterKit.Setup Inner, AdapterKit.DropSet Dropped) { }
        public AdapterKit.DropSet Dropped { get; init; }
        public AdapterKit.Setup Inner { get; init; }
        public override System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public override string ToString() { }
    }
    public sealed class DynamicDrop : System.IDisposable
    {
        public DynamicDrop(AdapterKit.Backbone backbone, AdapterKit.Setup setup, System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> tasks, AdapterKit.IDropPolicy policy, System.TimeProvider? clock = null) { }
        public void Dispose() { }
        [return: System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Logits",
                "Dropped"})]
        public System.ValueTuple<AdapterKit.TaskLogits, int> Forward(AdapterKit.TokenBatch batch) { }
    }
    [AdapterKit.AdapterVariant("embedding-bias")]
    public sealed class EmbeddingBiasAdapter : AdapterKit.EntryAdapter, AdapterKit.IAdapterVariant
    {
        public EmbeddingBiasAdapter(AdapterKit.AdapterShape shape) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Enter(TorchSharp.torch.Tensor h) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.AdapterVariant("lora-embedding")]
    public sealed class EmbeddingLoraAdapter : AdapterKit.EntryAdapter, AdapterKit.IAdapterVariant
    {
        public EmbeddingLoraAdapter(AdapterKit.AdapterShape shape, AdapterKit.EmbeddingLoraOptions options) { }
        public override AdapterKit.EmbeddingTable? ChangedTable { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor ComputeChange(TorchSharp.torch.Tensor rows) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class EmbeddingLoraOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.EmbeddingLoraOptions>
    {
        public EmbeddingLoraOptions() { }
        public double Alpha { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Rank { get; init; }
        public bool RankStabilized { get; init; }
        public AdapterKit.EmbeddingTable Table { get; init; }
        public double GetScaling() { }
    }
    public enum EmbeddingTable
    {
        Words = 0,
        Positions = 1,
    }
    public sealed class EmbeddingTables : System.IEquatable<AdapterKit.EmbeddingTables>
    {
        public EmbeddingTables(TorchSharp.Modules.Embedding Words, TorchSharp.Modules.Embedding? Positions = null, int FirstPosition = 0) { }
        public int FirstPosition { get; init; }
        public TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>? Norm { get; init; }
        public TorchSharp.Modules.Embedding? Positions { get; init; }
        public TorchSharp.Modules.Embedding Words { get; init; }
        public long CountRows(AdapterKit.EmbeddingTable table) { }
        public TorchSharp.Modules.Embedding Find(AdapterKit.EmbeddingTable table) { }
        public bool Has(AdapterKit.EmbeddingTable table) { }
    }
    public sealed class EncodedSource : System.IDisposable
    {
        public TorchSharp.torch.Tensor Hidden { get; }
        public TorchSharp.torch.Tensor? Mask { get; }
        public void Dispose() { }
    }
    public abstract class EntryAdapter : TorchSharp.torch.nn.Module
    {
        protected EntryAdapter() { }
        public virtual AdapterKit.EmbeddingTable? ChangedTable { get; }
        public virtual bool IsAmongWords { get; }
        public virtual TorchSharp.torch.Tensor ComputeChange(TorchSharp.torch.Tensor rows) { }
        public virtual TorchSharp.torch.Tensor? ComputePrompt() { }
        public virtual TorchSharp.torch.Tensor Enter(TorchSharp.torch.Tensor h) { }
        protected virtual void InitializeWeights() { }
    }
    public sealed class EntrySite : AdapterKit.IAdapterPlace, System.IEquatable<AdapterKit.EntrySite>
    {
        public const string PointName = "embeddings";
        public EntrySite(int Width) { }
        public AdapterKit.PlaceKind Kind { get; }
        public int Layer { get; }
        public string Name { get; }
        public int Width { get; init; }
        public override string ToString() { }
    }
    [AdapterKit.AdapterVariant("extended-bottleneck")]
    public sealed class ExtendedBottleneckAdapter : AdapterKit.ResidualAdapter, AdapterKit.IAdapterVariant
    {
        public ExtendedBottleneckAdapter(AdapterKit.AdapterShape shape, AdapterKit.ExtendedBottleneckOptions options) { }
        public override bool IsAdditive { get; }
        public override bool ReadsMask { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor AddTo(TorchSharp.torch.Tensor h, TorchSharp.torch.Tensor x) { }
        public override TorchSharp.torch.Tensor AddTo(TorchSharp.torch.Tensor h, TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor? tokens) { }
        public override TorchSharp.torch.Tensor Delta(TorchSharp.torch.Tensor h) { }
        public override TorchSharp.torch.Tensor Delta(TorchSharp.torch.Tensor h, TorchSharp.torch.Tensor? tokens) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class ExtendedBottleneckOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.ExtendedBottleneckOptions>
    {
        public ExtendedBottleneckOptions() { }
        public AdapterKit.Activation Activation { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int? Bottleneck { get; init; }
        [System.ComponentModel.DataAnnotations.Range(0D, 1D, MaximumIsExclusive=true)]
        public double Dropout { get; init; }
        public AdapterKit.Gating Gating { get; init; }
        public bool LearnScaling { get; init; }
        public AdapterKit.NormAfter NormAfter { get; init; }
        public bool NormBefore { get; init; }
        [System.ComponentModel.DataAnnotations.Range(0D, double.PositiveInfinity, MinimumIsExclusive=true)]
        public double ReductionFactor { get; init; }
        public bool ScaleChannels { get; init; }
        public double Scaling { get; init; }
        [System.ComponentModel.DataAnnotations.Range(0D, 1D, MaximumIsExclusive=true)]
        public double StochasticDepth { get; init; }
        public int BottleneckOf(int width) { }
    }
    [AdapterKit.WeightParts(new string[] {
            "fc1",
            "fc2"})]
    public sealed class FeedForward : AdapterKit.ComponentModule<TorchSharp.torch.Tensor, AdapterKit.AdapterPass, TorchSharp.torch.Tensor>, AdapterKit.IProjected, AdapterKit.ISublayer, AdapterKit.IWeightParts
    {
        public FeedForward(int width, int intermediate, AdapterKit.Activation activation, double dropout = 0, bool hasBias = true) { }
        public AdapterKit.Activation Activation { get; }
        public TorchSharp.Modules.Linear Contract { get; }
        public TorchSharp.Modules.Linear Expand { get; }
        public int FirstProjection { get; set; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Projection> Projections { get; }
        public int Width { get; }
        public AdapterKit.WeightPart GetPart(string name) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input, AdapterKit.AdapterPass pass) { }
    }
    public enum FinishReason
    {
        Length = 0,
        EndToken = 1,
        StopText = 2,
    }
    public sealed class FixedDrop : AdapterKit.IDropPolicy
    {
        public FixedDrop(int layers) { }
        public int Choose(AdapterKit.DropRequest request) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, Inherited=false)]
    public sealed class FuseAttribute : System.Attribute
    {
        public FuseAttribute(params string[] members) { }
        public System.Collections.Generic.IReadOnlyList<string> Members { get; }
    }
    public sealed class FuseSetup : AdapterKit.Setup, System.IEquatable<AdapterKit.FuseSetup>
    {
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> Members { get; }
        public override System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public bool Equals(AdapterKit.FuseSetup? other) { }
        public override int GetHashCode() { }
        public override string ToString() { }
    }
    public sealed class FusionAttention : AdapterKit.IFusionProbe, System.IDisposable
    {
        public FusionAttention() { }
        public AdapterKit.MemberAttention this[AdapterKit.Setup member] { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Site> Sites { get; }
        public TorchSharp.torch.Tensor? At(AdapterKit.Site site, AdapterKit.Setup member) { }
        public void Dispose() { }
    }
    public sealed class FusionConfig : System.IEquatable<AdapterKit.FusionConfig>
    {
        public FusionConfig(AdapterKit.FuseSetup Setup) { }
        public AdapterKit.FusionOptions Options { get; init; }
        public AdapterKit.FusionPruning? Pruning { get; init; }
        public AdapterKit.FuseSetup Setup { get; init; }
    }
    public sealed class FusionHead : AdapterKit.ComponentModule
    {
        public FusionHead(int width, AdapterKit.FusionOptions options) { }
        public TorchSharp.Modules.Linear? Key { get; }
        public AdapterKit.FusionOptions Options { get; }
        public TorchSharp.Modules.Linear? Query { get; }
        public TorchSharp.Modules.Parameter? Temperature { get; }
        public TorchSharp.Modules.Linear? Value { get; }
        public int Width { get; }
        public TorchSharp.torch.Tensor? RegularizationLoss() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public enum FusionNumerics
    {
        AdapterHub = 0,
        ScaledDotProduct = 1,
    }
    public sealed class FusionOptions : System.IEquatable<AdapterKit.FusionOptions>
    {
        public FusionOptions() { }
        public double Dropout { get; init; }
        public bool Key { get; init; }
        public AdapterKit.FusionNumerics Numerics { get; init; }
        public bool Query { get; init; }
        public bool QueryBeforeNorm { get; init; }
        public double Regularization { get; init; }
        public bool ResidualThroughValue { get; init; }
        public bool Temperature { get; init; }
        public bool Value { get; init; }
        public bool ValueStartsAsIdentity { get; init; }
    }
    public static class FusionPruner
    {
        public static AdapterKit.TaskAdapter Prune(AdapterKit.TaskAdapter task, System.Collections.Generic.IReadOnlyList<AdapterKit.SiteAttention> attention, int keep) { }
    }
    public sealed class FusionPruning : System.IEquatable<AdapterKit.FusionPruning>
    {
        public FusionPruning(System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyList<AdapterKit.Setup>> kept) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> Members { get; }
        public System.Collections.Generic.IEnumerable<string> Sites { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> At(string site) { }
        public bool Equals(AdapterKit.FusionPruning? other) { }
        public override int GetHashCode() { }
    }
    [AdapterKit.WeightParts(new string[] {
            "gate",
            "up",
            "down"})]
    public sealed class GatedFeedForward : AdapterKit.ComponentModule<TorchSharp.torch.Tensor, AdapterKit.AdapterPass, TorchSharp.torch.Tensor>, AdapterKit.IProjected, AdapterKit.ISublayer, AdapterKit.IWeightParts
    {
        public GatedFeedForward(int width, int intermediate, AdapterKit.Activation activation = 7, bool hasBias = false, double dropout = 0) { }
        public AdapterKit.Activation Activation { get; }
        public int FirstProjection { get; set; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Projection> Projections { get; }
        public int Width { get; }
        public AdapterKit.WeightPart GetPart(string name) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input, AdapterKit.AdapterPass pass) { }
    }
    [AdapterKit.AdapterVariant("gated-lora")]
    public sealed class GatedLoraAdapter : AdapterKit.ProjectionAdapter, AdapterKit.IAdapterVariant
    {
        public GatedLoraAdapter(AdapterKit.AdapterShape shape, AdapterKit.GatedLoraOptions options) { }
        public override bool ReadsMask { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x) { }
        public override TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor? tokens) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class GatedLoraOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.GatedLoraOptions>
    {
        public GatedLoraOptions() { }
        public AdapterKit.Gating Gating { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Rank { get; init; }
    }
    public enum Gating
    {
        None = 0,
        RealTokens = 1,
        AllPositions = 2,
    }
    public sealed class GeneratedText : System.IEquatable<AdapterKit.GeneratedText>
    {
        public GeneratedText(string Text, System.Collections.Generic.IReadOnlyList<int> Ids, AdapterKit.FinishReason Reason) { }
        public System.Collections.Generic.IReadOnlyList<int> Ids { get; init; }
        public AdapterKit.FinishReason Reason { get; init; }
        public string Text { get; init; }
    }
    public sealed class GenerationOptions : System.IEquatable<AdapterKit.GenerationOptions>
    {
        public GenerationOptions() { }
        public int Beams { get; init; }
        public System.Collections.Generic.IReadOnlyList<int>? EndIds { get; init; }
        public double LengthPenalty { get; init; }
        public int MaxNewTokens { get; init; }
        public double RepetitionPenalty { get; init; }
        public int Seed { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> StopTexts { get; init; }
        public double Temperature { get; init; }
        public int TopK { get; init; }
        public double TopP { get; init; }
        public bool UsesCache { get; init; }
    }
    public sealed class GenerationStep : System.IEquatable<AdapterKit.GenerationStep>
    {
        public GenerationStep(System.Collections.Generic.IReadOnlyList<int?> Tokens, System.Collections.Generic.IReadOnlyList<AdapterKit.FinishReason?> Finished) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.FinishReason?> Finished { get; init; }
        public System.Collections.Generic.IReadOnlyList<int?> Tokens { get; init; }
    }
    public sealed class HeadForm : System.IEquatable<AdapterKit.HeadForm>
    {
        public const int MaxHidden = 8;
        public HeadForm() { }
        public AdapterKit.Activation Activation { get; init; }
        public int Hidden { get; init; }
        public bool Norm { get; init; }
        public static AdapterKit.HeadForm Default { get; }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class HubNameAttribute : AdapterKit.PublishedNameAttribute
    {
        public HubNameAttribute(string name) { }
    }
    public interface IAdapterPlace
    {
        AdapterKit.PlaceKind Kind { get; }
        int Layer { get; }
        string Name { get; }
    }
    public interface IAdapterVariant
    {
        AdapterKit.AdapterVariant Variant { get; }
    }
    public interface IAttention
    {
        int AttentionNumber { get; set; }
        int InputWidth { get; }
        int KeyHeads { get; }
        int KeyWidth { get; }
    }
    public interface IBottleneck
    {
        AdapterKit.Activation Activation { get; }
        TorchSharp.Modules.Linear Down { get; }
        AdapterKit.Scaling? Scaling { get; }
        TorchSharp.Modules.Linear Up { get; }
    }
    public interface IDropPolicy
    {
        int Choose(AdapterKit.DropRequest request);
        void Observe(AdapterKit.DropRequest request, int dropped, System.TimeSpan elapsed);
    }
    public interface IEncoderDecoder : AdapterKit.ILanguageModel
    {
        int StartId { get; }
        TorchSharp.torch.Tensor ApplySourceNorm(TorchSharp.torch.Tensor hidden);
        TorchSharp.torch.Tensor EmbedTarget(AdapterKit.TokenBatch target);
    }
    public interface IFusionProbe
    {
        void Record(AdapterKit.Site site, System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> members, TorchSharp.torch.Tensor weights);
    }
    public interface IImageModel
    {
        int Channels { get; }
        int ImageSize { get; }
        AdapterKit.IImageProcessor? Processor { get; }
    }
    public interface IImageProcessor
    {
        string Description { get; }
        AdapterKit.ImagePixels Read(System.IO.Stream content, string name);
    }
    public interface IInvertible
    {
        TorchSharp.torch.Tensor Invert(TorchSharp.torch.Tensor h);
    }
    public interface ILanguageModel
    {
        System.Collections.Generic.IReadOnlyList<int> EndIds { get; }
        TorchSharp.torch.Tensor ComputeTokenLogits(TorchSharp.torch.Tensor hidden);
    }
    public interface IMappedWeights
    {
        void MapWeights(AdapterKit.WeightMap map);
    }
    public interface IModelConfig<TSelf>
        where TSelf : AdapterKit.IModelConfig<TSelf>
    {
        TSelf Read(AdapterKit.ConfigReader config);
    }
    public interface INorm
    {
        double Eps { get; }
        TorchSharp.Modules.Parameter Scale { get; }
        double ScaleOffset { get; }
        TorchSharp.Modules.Parameter? Shift { get; }
        int Width { get; }
        TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Copy();
        TorchSharp.torch.Tensor Normalize(TorchSharp.torch.Tensor x);
    }
    public interface IPretrainedBackbone<TSelf> : AdapterKit.IMappedWeights, AdapterKit.IPublishedModel
        where TSelf : AdapterKit.PretrainedBackbone, AdapterKit.IPretrainedBackbone<TSelf>
    {
        System.Collections.Generic.IReadOnlyList<string> IgnoredKeys { get; }
        string ModelType { get; }
        string Prefix { get; }
        TSelf Create(AdapterKit.ConfigReader config, AdapterKit.PretrainedIdentity identity);
    }
    public interface IProjected
    {
        int FirstProjection { get; set; }
        System.Collections.Generic.IReadOnlyList<AdapterKit.Projection> Projections { get; }
    }
    public interface IPublishedModel : AdapterKit.IMappedWeights
    {
        AdapterKit.CheckpointNames Names { get; }
    }
    public interface ISublayer
    {
        int Width { get; }
    }
    public interface ITaskPlugin
    {
        System.Collections.Generic.IReadOnlyList<AdapterKit.BackboneDeclaration> Backbones { get; }
        System.Collections.Generic.IReadOnlyList<AdapterKit.TaskDeclaration> Tasks { get; }
    }
    public interface ITokenizer
    {
        System.Collections.Generic.IReadOnlyList<int> EndIds { get; }
        int PadId { get; }
        bool SplitsAtBlanks { get; }
        string Decode(System.Collections.Generic.IReadOnlyList<int> ids);
        string TextOf(int id);
        int[] Tokenize(string text);
        AdapterKit.TokenizedText TokenizePair(string first, string second, int maxTokens);
        AdapterKit.TokenizedText TokenizeWords(System.Collections.Generic.IReadOnlyList<string> words, int maxTokens);
        int[] Truncate(int[] ids, int maxTokens);
    }
    public interface IWeightParts
    {
        AdapterKit.WeightPart GetPart(string name);
    }
    [AdapterKit.AdapterVariant("ia3")]
    public sealed class Ia3Adapter : AdapterKit.ProjectionAdapter, AdapterKit.IAdapterVariant
    {
        public Ia3Adapter(AdapterKit.AdapterShape shape) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        public override bool TryMerge(TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor bias) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.AdapterVariant("ia3-input")]
    public sealed class Ia3InputAdapter : AdapterKit.ProjectionAdapter, AdapterKit.IAdapterVariant
    {
        public Ia3InputAdapter(AdapterKit.AdapterShape shape) { }
        public override bool ReadsWeight { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor? bias) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        public override bool TryMerge(TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor bias) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class)]
    public sealed class IgnoredKeysAttribute : System.Attribute
    {
        public IgnoredKeysAttribute(params string[] patterns) { }
        public System.Collections.Generic.IReadOnlyList<string> Patterns { get; }
    }
    public static class ImageBatches
    {
        public static AdapterKit.TokenBatch BatchImages(this AdapterKit.Backbone backbone, TorchSharp.torch.Tensor pixels) { }
        public static AdapterKit.ImagePixels ReadImage(this AdapterKit.Backbone backbone, string path) { }
    }
    public abstract class ImageClassificationTask : AdapterKit.ImageTask<AdapterKit.Prediction>
    {
        protected ImageClassificationTask() { }
        protected ImageClassificationTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public static AdapterKit.TaskKind Kind { get; }
        public override TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) { }
    }
    public abstract class ImageClassificationTask<TVariant> : AdapterKit.ImageClassificationTask
        where TVariant : TorchSharp.torch.nn.Module
    {
        protected ImageClassificationTask() { }
        protected ImageClassificationTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
    }
    public sealed class ImageException : System.Exception
    {
        public ImageException(string message, System.Exception? inner = null) { }
    }
    public sealed class ImagePixels
    {
        public ImagePixels(byte[] colors, int height, int width, System.Collections.Generic.IReadOnlyList<float> scales, System.Collections.Generic.IReadOnlyList<float> offsets) { }
        public int Channels { get; }
        public System.ReadOnlySpan<byte> Colors { get; }
        public int Height { get; }
        public System.Collections.Generic.IReadOnlyList<float> Offsets { get; }
        public System.Collections.Generic.IReadOnlyList<float> Scales { get; }
        public int Width { get; }
        public static TorchSharp.torch.Tensor Stack(System.Collections.Generic.IReadOnlyList<AdapterKit.ImagePixels> images, TorchSharp.torch.Device? device = null) { }
    }
    public abstract class ImageTask<TPrediction> : AdapterKit.TaskAdapter
        where TPrediction : AdapterKit.TaskPrediction
    {
        protected ImageTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public TPrediction Predict(string path) { }
        public System.Collections.Generic.IReadOnlyList<TPrediction> Predict(System.Collections.Generic.IReadOnlyList<AdapterKit.ImagePixels> images, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public static class Initialize
    {
        public static void KaimingUniform(TorchSharp.Modules.Parameter parameter) { }
        public static void KaimingUniform(TorchSharp.torch.nn.Module module) { }
        public static void Normal(TorchSharp.Modules.Parameter parameter, double standardDeviation) { }
        public static void Normal(TorchSharp.torch.nn.Module module, double standardDeviation) { }
        public static void Ones(TorchSharp.Modules.Parameter parameter) { }
        public static void Ones(TorchSharp.torch.nn.Module module) { }
        public static void TruncatedNormal(TorchSharp.Modules.Parameter parameter, double standardDeviation) { }
        public static void TruncatedNormal(TorchSharp.torch.nn.Module module, double standardDeviation) { }
        public static void Zeros(TorchSharp.Modules.Parameter parameter) { }
        public static void Zeros(TorchSharp.torch.nn.Module module) { }
    }
    public sealed class InsertionPoint : System.IEquatable<AdapterKit.InsertionPoint>
    {
        public InsertionPoint(string Name, int Width, TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>? Norm, AdapterKit.NormPlacement Placement) { }
        public string? Hub { get; init; }
        public string Name { get; init; }
        public TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>? Norm { get; init; }
        public TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>? OutputNorm { get; init; }
        public AdapterKit.NormPlacement Placement { get; init; }
        public int Width { get; init; }
    }
    [System.AttributeUsage(System.AttributeTargets.Method | System.AttributeTargets.Field)]
    public sealed class InsertionPointAttribute : System.Attribute
    {
        public InsertionPointAttribute(string name) { }
        public string? Hub { get; set; }
        public string Name { get; }
        public string? Norm { get; set; }
        public string? OutputNorm { get; set; }
        public string? Width { get; set; }
    }
    [AdapterKit.AdapterVariant("invertible")]
    public sealed class InvertibleAdapter : AdapterKit.EntryAdapter, AdapterKit.IAdapterVariant, AdapterKit.IInvertible
    {
        public InvertibleAdapter(AdapterKit.AdapterShape shape, AdapterKit.InvertibleOptions options) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Enter(TorchSharp.torch.Tensor h) { }
        protected override void InitializeWeights() { }
        public TorchSharp.torch.Tensor Invert(TorchSharp.torch.Tensor h) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class InvertibleOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.InvertibleOptions>
    {
        public InvertibleOptions() { }
        public AdapterKit.Activation Activation { get; init; }
        [System.ComponentModel.DataAnnotations.Range(0D, double.PositiveInfinity, MinimumIsExclusive=true)]
        public double ReductionFactor { get; init; }
        public int UnitsOf(int width) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class KaimingUniformAttribute : System.Attribute
    {
        public KaimingUniformAttribute() { }
    }
    public sealed class KeyValueCache : System.IDisposable
    {
        public KeyValueCache(int capacity = 64) { }
        public int Tokens { get; }
        public void Dispose() { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, Inherited=false)]
    public sealed class LabelsAttribute : System.Attribute
    {
        public LabelsAttribute(params string[] names) { }
        public System.Collections.Generic.IReadOnlyList<string> Names { get; }
    }
    public sealed class LanguageModelMetrics : AdapterKit.TaskScores
    {
        public LanguageModelMetrics(System.Collections.Generic.IEnumerable<AdapterKit.TextLikelihood> texts) { }
        public override int Count { get; }
        public double CrossEntropy { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.Metric> Metrics { get; }
        public double Perplexity { get; }
        public override double Selection { get; }
    }
    public abstract class LanguageModelTask : AdapterKit.TextTask<AdapterKit.TextLikelihood>
    {
        protected LanguageModelTask() { }
        protected LanguageModelTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public override bool ReadsTokens { get; }
        public static AdapterKit.TaskKind Kind { get; }
        public override TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor ids) { }
    }
    public abstract class LanguageModelTask<TVariant> : AdapterKit.LanguageModelTask
        where TVariant : TorchSharp.torch.nn.Module
    {
        protected LanguageModelTask() { }
        protected LanguageModelTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
    }
    public sealed class LatencyDrop : AdapterKit.IDropPolicy
    {
        public LatencyDrop(System.TimeSpan budget) { }
        public int Choose(AdapterKit.DropRequest request) { }
        public void Observe(AdapterKit.DropRequest request, int dropped, System.TimeSpan elapsed) { }
    }
    public sealed class LayerSet : System.IEquatable<AdapterKit.LayerSet>
    {
        public bool IsEmpty { get; }
        public static AdapterKit.LayerSet Empty { get; }
        public bool Contains(int layer) { }
        public bool Equals(AdapterKit.LayerSet? other) { }
        public override bool Equals(object? obj) { }
        public override int GetHashCode() { }
        public override string ToString() { }
        public AdapterKit.LayerSet Union(AdapterKit.LayerSet other) { }
        public static AdapterKit.LayerSet FirstLayers(int count) { }
        public static AdapterKit.LayerSet Of([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<int> layers) { }
        public static AdapterKit.LayerSet Parse(string text) { }
    }
    public sealed class LengthDrop : AdapterKit.IDropPolicy
    {
        public LengthDrop([System.Runtime.CompilerServices.ParamCollection] [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Tokens",
                "Layers"})] System.Collections.Generic.IEnumerable<System.ValueTuple<int, int>> steps) { }
        public int Choose(AdapterKit.DropRequest request) { }
    }
    [AdapterKit.AdapterVariant("lora")]
    public sealed class LoraAdapter : AdapterKit.ProjectionAdapter, AdapterKit.IAdapterVariant, AdapterKit.IBottleneck
    {
        public LoraAdapter(AdapterKit.AdapterShape shape, AdapterKit.LoraOptions options) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class LoraOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.LoraOptions>
    {
        public LoraOptions() { }
        public double Alpha { get; init; }
        public bool HasBias { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Rank { get; init; }
        public bool RankStabilized { get; init; }
        public double GetScaling() { }
    }
    [AdapterKit.AdapterVariant("loreft")]
    public sealed class LoreftAdapter : AdapterKit.ResidualAdapter, AdapterKit.IAdapterVariant
    {
        public LoreftAdapter(AdapterKit.AdapterShape shape, AdapterKit.LoreftOptions options) { }
        public override bool ReadsMask { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Delta(TorchSharp.torch.Tensor h) { }
        public override TorchSharp.torch.Tensor Delta(TorchSharp.torch.Tensor h, TorchSharp.torch.Tensor? tokens) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class LoreftOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.LoreftOptions>
    {
        public LoreftOptions() { }
        [System.ComponentModel.DataAnnotations.Range(0, 2147483647)]
        public int First { get; init; }
        [System.ComponentModel.DataAnnotations.Range(0, 2147483647)]
        public int Last { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Rank { get; init; }
    }
    public enum MajoritySign
    {
        Total = 0,
        Frequency = 1,
    }
    public sealed class MeanAttention : AdapterKit.IFusionProbe, System.IDisposable
    {
        public MeanAttention(AdapterKit.TaskAdapter task) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.SiteAttention> Sites { get; }
        public long Tokens { get; }
        public void Add(AdapterKit.TokenBatch batch) { }
        public void Dispose() { }
    }
    public readonly struct MemberAttention
    {
        public MemberAttention(AdapterKit.FusionAttention attention, AdapterKit.Setup member) { }
        public TorchSharp.torch.Tensor? At(AdapterKit.Site site) { }
        public double Mean(AdapterKit.TokenBatch batch) { }
    }
    public sealed class MemberMissingException : AdapterKit.BundleException
    {
        public MemberMissingException(string member, string message) { }
        public string MissingTask { get; }
    }
    public abstract class MemoryAdapter : TorchSharp.torch.nn.Module
    {
        protected MemoryAdapter() { }
        public virtual int PositionShift { get; }
        public virtual bool ReadsInput { get; }
        public virtual TorchSharp.torch.Tensor ComputeGates(TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor? tokens) { }
        public abstract TorchSharp.torch.Tensor ComputeKeys();
        public abstract TorchSharp.torch.Tensor ComputeValues();
        protected virtual void InitializeWeights() { }
    }
    public sealed class MemorySite : AdapterKit.IAdapterPlace, System.IEquatable<AdapterKit.MemorySite>
    {
        public MemorySite(int Layer, string Name, AdapterKit.IAttention Attention) { }
        public AdapterKit.IAttention Attention { get; init; }
        public AdapterKit.PlaceKind Kind { get; }
        public int Layer { get; init; }
        public string Name { get; init; }
        public override string ToString() { }
    }
    public enum MergeMethod
    {
        Average = 0,
        Linear = 1,
        Concatenate = 2,
        MagnitudePrune = 3,
        Ties = 4,
        DareLinear = 5,
        DareTies = 6,
    }
    public sealed class MergeOptions : System.IEquatable<AdapterKit.MergeOptions>
    {
        public MergeOptions() { }
        public bool Decompose { get; init; }
        public double Density { get; init; }
        public AdapterKit.MajoritySign MajoritySign { get; init; }
        public AdapterKit.MergeMethod Method { get; init; }
        public int? Rank { get; init; }
        public int Seed { get; init; }
    }
    public readonly struct Metric : System.IEquatable<AdapterKit.Metric>
    {
        public Metric(string Key, string Name, double Value) { }
        public string Key { get; init; }
        public string Name { get; init; }
        public double Value { get; init; }
    }
    public static class MiniLm
    {
        public const string Id = "all-minilm-l6-v2";
    }
    public sealed class ModelType
    {
        public string Name { get; }
        public AdapterKit.Pooling Pooling { get; }
        public bool ReadsImages { get; }
        public AdapterKit.CheckpointCoverage Check(AdapterKit.CheckpointSource weights, AdapterKit.ConfigReader config) { }
        public AdapterKit.PretrainedBackbone Load(AdapterKit.CheckpointSource weights, AdapterKit.ConfigReader config, AdapterKit.PretrainedIdentity identity) { }
        public static AdapterKit.ModelType Of<TModel>()
            where TModel : AdapterKit.PretrainedBackbone, AdapterKit.IPretrainedBackbone<TModel> { }
    }
    public sealed class MultiLabelMetrics : AdapterKit.TaskScores
    {
        public MultiLabelMetrics(System.Collections.Generic.IReadOnlyList<string> labels, [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Expected",
                "Predicted"})] System.Collections.Generic.IEnumerable<System.ValueTuple<bool[], bool[]>> pairs) { }
        public override int Count { get; }
        public double ExactMatch { get; }
        public double MacroF1 { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.Metric> Metrics { get; }
        public double MicroF1 { get; }
        public override double Selection { get; }
        public override AdapterKit.ScoreTable Table { get; }
        public override System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    public sealed class MultiLabelPrediction : AdapterKit.TaskPrediction, System.IEquatable<AdapterKit.MultiLabelPrediction>
    {
        public MultiLabelPrediction(System.Collections.Generic.IReadOnlyList<string> Labels, System.Collections.Generic.IReadOnlyDictionary<string, double> Probabilities, bool IsTruncated) { }
        public System.Collections.Generic.IReadOnlyList<string> Labels { get; init; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.PredictedPart> Parts { get; }
        public System.Collections.Generic.IReadOnlyDictionary<string, double> Probabilities { get; init; }
        public override System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    public abstract class MultiLabelTask : AdapterKit.TextTask<AdapterKit.MultiLabelPrediction>
    {
        protected MultiLabelTask() { }
        protected MultiLabelTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public static AdapterKit.TaskKind Kind { get; }
        public override TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) { }
    }
    public abstract class MultiLabelTask<TVariant> : AdapterKit.MultiLabelTask
        where TVariant : TorchSharp.torch.nn.Module
    {
        protected MultiLabelTask() { }
        protected MultiLabelTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
    }
    public sealed class NamedSetup : AdapterKit.Setup, System.IEquatable<AdapterKit.NamedSetup>
    {
        public NamedSetup(string Name) { }
        public string Name { get; init; }
        public override System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public override string ToString() { }
    }
    public sealed class NoOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.NoOptions>
    {
        public NoOptions() { }
    }
    public enum NormAfter
    {
        None = 0,
        Change = 1,
        Sum = 2,
    }
    [AdapterKit.AdapterVariant("norm-bias")]
    public sealed class NormBiasAdapter : AdapterKit.ResidualAdapter, AdapterKit.IAdapterVariant
    {
        public NormBiasAdapter(AdapterKit.AdapterShape shape) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor AddTo(TorchSharp.torch.Tensor h, TorchSharp.torch.Tensor x) { }
        public override TorchSharp.torch.Tensor Delta(TorchSharp.torch.Tensor h) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public enum NormPlacement
    {
        Post = 0,
        Pre = 1,
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class NormalAttribute : System.Attribute
    {
        public NormalAttribute(double standardDeviation) { }
        public double StandardDeviation { get; }
    }
    public sealed class NumberPrediction : AdapterKit.TaskPrediction, System.IEquatable<AdapterKit.NumberPrediction>
    {
        public NumberPrediction(double Value, bool IsTruncated) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.PredictedPart> Parts { get; }
        public double Value { get; init; }
        public override System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class OnesAttribute : System.Attribute
    {
        public OnesAttribute() { }
    }
    public sealed class OptionRange : System.IEquatable<AdapterKit.OptionRange>
    {
        public OptionRange(string Name, System.Func<AdapterKit.VariantOptions, double?> Get) { }
        public double? Above { get; init; }
        public double? AtLeast { get; init; }
        public double? AtMost { get; init; }
        public double? Below { get; init; }
        public System.Func<AdapterKit.VariantOptions, double?> Get { get; init; }
        public string Name { get; init; }
        public override string ToString() { }
    }
    [System.AttributeUsage(System.AttributeTargets.Property | System.AttributeTargets.Field)]
    public sealed class OptionsAttribute : System.Attribute
    {
        public OptionsAttribute() { }
    }
    public sealed class OptionsReader
    {
        public bool IsNull(string name) { }
        public bool ReadBoolean(string name) { }
        public double ReadDouble(string name) { }
        public T ReadEnum<T>(string name)
            where T :  struct, System.Enum { }
        public int ReadInt32(string name) { }
        public long ReadInt64(string name) { }
        public float ReadSingle(string name) { }
        public string ReadString(string name) { }
    }
    public sealed class OptionsWriter
    {
        public OptionsWriter() { }
        public void Write(string name, bool? value) { }
        public void Write(string name, double? value) { }
        public void Write(string name, long? value) { }
        public void Write(string name, string? value) { }
        public void Write<T>(string name, T value)
            where T :  struct, System.Enum { }
        public void Write<T>(string name, T? value)
            where T :  struct, System.Enum { }
    }
    public abstract class PairTask : AdapterKit.PairedTextsTask<AdapterKit.Prediction>
    {
        protected PairTask() { }
        protected PairTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public static AdapterKit.TaskKind Kind { get; }
        public override TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) { }
    }
    public abstract class PairTask<TVariant> : AdapterKit.PairTask
        where TVariant : TorchSharp.torch.nn.Module
    {
        protected PairTask() { }
        protected PairTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
    }
    public abstract class PairedTextsTask<TPrediction> : AdapterKit.TaskAdapter
        where TPrediction : AdapterKit.TaskPrediction
    {
        protected PairedTextsTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public System.Collections.Generic.IReadOnlyList<TPrediction> Predict([System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "First",
                "Second"})] System.Collections.Generic.IReadOnlyList<System.ValueTuple<string, string>> pairs, System.Threading.CancellationToken cancellationToken = default) { }
        public TPrediction Predict(string first, string second) { }
    }
    public sealed class ParallelSetup : AdapterKit.Setup, System.IEquatable<AdapterKit.ParallelSetup>
    {
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> Branches { get; }
        public override System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public bool Equals(AdapterKit.ParallelSetup? other) { }
        public override int GetHashCode() { }
        public override string ToString() { }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class PeftNameAttribute : AdapterKit.PublishedNameAttribute
    {
        public PeftNameAttribute(string name) { }
    }
    public enum PlaceKind
    {
        Residual = 0,
        Projection = 1,
        Memory = 2,
        Entry = 3,
    }
    [System.AttributeUsage(System.AttributeTargets.Class, Inherited=false)]
    public sealed class PlacementAttribute : System.Attribute
    {
        public PlacementAttribute(AdapterKit.AdapterPlacement placement = 0) { }
        public AdapterKit.AdapterPlacement Placement { get; }
        public string[] Points { get; set; }
        public bool TuneNorms { get; set; }
    }
    public static class PlanCompiler
    {
        public static AdapterKit.AdapterPlan Compile(this AdapterKit.Backbone backbone, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> stack) { }
        public static AdapterKit.AdapterPlan Compile(this AdapterKit.Backbone backbone, AdapterKit.Setup setup, System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> tasks, AdapterKit.PlanPurpose purpose = 0) { }
    }
    public enum PlanPurpose
    {
        Training = 0,
        Inference = 1,
    }
    public static class PlanRunner
    {
        public static TorchSharp.torch.Tensor Encode(this AdapterKit.Backbone backbone, AdapterKit.TokenBatch batch) { }
        public static TorchSharp.torch.Tensor Encode(this AdapterKit.Backbone backbone, AdapterKit.TokenBatch batch, AdapterKit.AdapterPlan plan) { }
        public static TorchSharp.torch.Tensor Encode(this AdapterKit.Backbone backbone, AdapterKit.TokenBatch batch, AdapterKit.AdapterPlan plan, AdapterKit.KeyValueCache? cache) { }
        public static TorchSharp.torch.Tensor EncodePrefix(this AdapterKit.Backbone backbone, AdapterKit.TokenBatch batch, int layers) { }
        public static AdapterKit.TaskLogits Forward(this AdapterKit.Backbone backbone, AdapterKit.TokenBatch batch, AdapterKit.AdapterPlan plan) { }
        public static AdapterKit.TaskLogits Forward(this AdapterKit.Backbone backbone, System.Collections.Generic.IReadOnlyList<int[]> texts, AdapterKit.AdapterPlan plan, int padId, int tokens = 2048, System.Threading.CancellationToken cancellationToken = default) { }
        public static TorchSharp.torch.Tensor PooledFeatures(this AdapterKit.Backbone backbone, AdapterKit.TokenBatch batch) { }
        public static TorchSharp.torch.Tensor PooledFeatures(this AdapterKit.Backbone backbone, AdapterKit.TokenBatch batch, AdapterKit.AdapterPlan plan) { }
        public static TorchSharp.torch.Tensor Resume(this AdapterKit.Backbone backbone, TorchSharp.torch.Tensor prefix, int layer, AdapterKit.TokenBatch batch, AdapterKit.AdapterPlan plan) { }
    }
    public enum Pooling
    {
        FirstToken = 0,
        Mean = 1,
        Max = 2,
        LastToken = 3,
    }
    public static class PoolingFunctions
    {
        public static TorchSharp.torch.Tensor Apply(this AdapterKit.Pooling pooling, TorchSharp.torch.Tensor hidden, AdapterKit.TokenBatch batch) { }
    }
    public readonly struct PredictedPart : System.IEquatable<AdapterKit.PredictedPart>
    {
        public PredictedPart(string Text, double? Probability) { }
        public double? Probability { get; init; }
        public string Text { get; init; }
    }
    public sealed class Prediction : AdapterKit.TaskPrediction, System.IEquatable<AdapterKit.Prediction>
    {
        public Prediction(string Label, double Probability, System.Collections.Generic.IReadOnlyDictionary<string, double> Probabilities, bool IsTruncated) { }
        public string Label { get; init; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.PredictedPart> Parts { get; }
        public System.Collections.Generic.IReadOnlyDictionary<string, double> Probabilities { get; init; }
        public double Probability { get; init; }
        public override System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    [AdapterKit.AdapterVariant("prefix")]
    public sealed class PrefixAdapter : AdapterKit.MemoryAdapter, AdapterKit.IAdapterVariant
    {
        public PrefixAdapter(AdapterKit.AdapterShape shape, AdapterKit.PrefixOptions options) { }
        public override int PositionShift { get; }
        public override bool ReadsInput { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor ComputeGates(TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor? tokens) { }
        public override TorchSharp.torch.Tensor ComputeKeys() { }
        public override TorchSharp.torch.Tensor ComputeValues() { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.SharedModule]
    public sealed class PrefixNetwork : AdapterKit.SharedModule
    {
        public PrefixNetwork(AdapterKit.SharedShape shape, AdapterKit.ComputedPrefixOptions options) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.PublishedName> HubNames { get; }
        public TorchSharp.torch.Tensor Compute(int number) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public class PrefixOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.PrefixOptions>
    {
        public PrefixOptions() { }
        public bool GatesApart { get; init; }
        public AdapterKit.Gating Gating { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Length { get; init; }
        public bool ShiftsPositions { get; init; }
    }
    public abstract class PretrainedBackbone : AdapterKit.Backbone
    {
        protected PretrainedBackbone(AdapterKit.PretrainedIdentity identity) { }
        public System.Collections.Generic.IReadOnlyList<int> EndIds { get; }
        public override string Hash { get; }
        public override string Id { get; }
        public AdapterKit.ModelType? ModelType { get; }
        public AdapterKit.Pooling Pooling { get; }
        public override AdapterKit.ITokenizer Tokenizer { get; }
        protected bool IsMissing(string weight) { }
        public override TorchSharp.torch.Tensor Pool(TorchSharp.torch.Tensor hidden, AdapterKit.TokenBatch batch) { }
        public static TModel Load<TModel>(AdapterKit.CheckpointSource weights, AdapterKit.ConfigReader config, AdapterKit.PretrainedIdentity identity)
            where TModel : AdapterKit.PretrainedBackbone, AdapterKit.IPretrainedBackbone<TModel> { }
        protected static TModel LoadWeights<TModel>(System.Func<TModel> create, AdapterKit.CheckpointSource weights)
            where TModel : AdapterKit.PretrainedBackbone, AdapterKit.IPretrainedBackbone<TModel> { }
    }
    public abstract class PretrainedEncoderDecoder : AdapterKit.PretrainedBackbone, AdapterKit.IEncoderDecoder, AdapterKit.ILanguageModel
    {
        protected PretrainedEncoderDecoder(AdapterKit.PretrainedIdentity identity) { }
        public override sealed AdapterKit.AdaptedStack Encoder { get; }
        protected abstract AdapterKit.AdaptedStack SourceStack { get; }
        public abstract int StartId { get; }
        protected abstract AdapterKit.AdaptedStack TargetStack { get; }
        public virtual TorchSharp.torch.Tensor ApplySourceNorm(TorchSharp.torch.Tensor hidden) { }
        public abstract TorchSharp.torch.Tensor ComputeTokenLogits(TorchSharp.torch.Tensor hidden);
        public abstract TorchSharp.torch.Tensor EmbedTarget(AdapterKit.TokenBatch target);
    }
    public sealed class PretrainedIdentity : System.IEquatable<AdapterKit.PretrainedIdentity>
    {
        public PretrainedIdentity(string Id, string Hash, AdapterKit.ITokenizer? Tokenizer = null, AdapterKit.Pooling Pooling = 0) { }
        public string Hash { get; init; }
        public string Id { get; init; }
        public AdapterKit.Pooling Pooling { get; init; }
        public AdapterKit.IImageProcessor? Processor { get; init; }
        public AdapterKit.ITokenizer? Tokenizer { get; init; }
    }
    public sealed class Projection : System.IEquatable<AdapterKit.Projection>
    {
        public Projection(TorchSharp.Modules.Linear Linear, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.ProjectionPart> Parts) { }
        public TorchSharp.Modules.Linear Linear { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.ProjectionPart> Parts { get; init; }
    }
    public abstract class ProjectionAdapter : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
    {
        protected ProjectionAdapter() { }
        public virtual bool ReadsMask { get; }
        public virtual bool ReadsWeight { get; }
        public virtual TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x) { }
        public virtual TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor? tokens) { }
        public virtual TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor? bias) { }
        protected virtual void InitializeWeights() { }
        public virtual bool TryMerge(TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor bias) { }
        public override sealed TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x) { }
    }
    public sealed class ProjectionPart : System.IEquatable<AdapterKit.ProjectionPart>
    {
        public ProjectionPart(string Name, long FirstRow, long Rows) { }
        public long FirstRow { get; init; }
        public bool IsJoint { get; init; }
        public string Name { get; init; }
        public long Rows { get; init; }
    }
    public sealed class ProjectionSite : AdapterKit.IAdapterPlace, System.IEquatable<AdapterKit.ProjectionSite>
    {
        public ProjectionSite(int Layer, string Name, int Projection, AdapterKit.ProjectionPart Part, long InputWidth) { }
        public long InputWidth { get; init; }
        public AdapterKit.PlaceKind Kind { get; }
        public int Layer { get; init; }
        public string Name { get; init; }
        public AdapterKit.ProjectionPart Part { get; init; }
        public int Projection { get; init; }
        public override string ToString() { }
    }
    [AdapterKit.AdapterVariant("prompt")]
    public sealed class PromptAdapter : AdapterKit.EntryAdapter, AdapterKit.IAdapterVariant
    {
        public PromptAdapter(AdapterKit.AdapterShape shape, AdapterKit.PromptOptions options) { }
        public override bool IsAmongWords { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor ComputePrompt() { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class PromptOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.PromptOptions>
    {
        public PromptOptions() { }
        public bool AmongWords { get; init; }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Length { get; init; }
    }
    public sealed class PublishedName : System.IEquatable<AdapterKit.PublishedName>
    {
        public PublishedName(string Name, string Published) { }
        public bool IsColumn { get; init; }
        public bool IsRow { get; init; }
        public string Name { get; init; }
        public string Published { get; init; }
        public string? Of(string parameter) { }
        public System.Collections.Generic.IReadOnlyList<long> ShapeOf(System.Collections.Generic.IReadOnlyList<long> shape) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public abstract class PublishedNameAttribute : System.Attribute
    {
        protected PublishedNameAttribute(string name) { }
        public bool IsColumn { get; set; }
        public bool IsRow { get; set; }
        public string Name { get; }
        public string? Of { get; set; }
    }
    public sealed class RegressionMetrics : AdapterKit.TaskScores
    {
        public RegressionMetrics([System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Expected",
                "Predicted"})] System.Collections.Generic.IEnumerable<System.ValueTuple<double, double>> pairs) { }
        public override int Count { get; }
        public double MeanSquaredError { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.Metric> Metrics { get; }
        public double Pearson { get; }
        public override double Selection { get; }
        public double Spearman { get; }
    }
    public abstract class RegressionTask : AdapterKit.TextTask<AdapterKit.NumberPrediction>
    {
        protected RegressionTask() { }
        protected RegressionTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public static AdapterKit.TaskKind Kind { get; }
        public override TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) { }
    }
    public abstract class RegressionTask<TVariant> : AdapterKit.RegressionTask
        where TVariant : TorchSharp.torch.nn.Module
    {
        protected RegressionTask() { }
        protected RegressionTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
    }
    public sealed class RelativePositionBias : AdapterKit.ComponentModule<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>, AdapterKit.IMappedWeights
    {
        public RelativePositionBias(int heads, int ranges = 32, int maxDistance = 128, bool isCausal = false) { }
        public int Heads { get; }
        public bool IsCausal { get; }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor queries, TorchSharp.torch.Tensor keys) { }
    }
    public abstract class ResidualAdapter : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
    {
        protected ResidualAdapter() { }
        public virtual bool IsAdditive { get; }
        public virtual bool ReadsMask { get; }
        public virtual TorchSharp.torch.Tensor AddTo(TorchSharp.torch.Tensor h, TorchSharp.torch.Tensor x) { }
        public virtual TorchSharp.torch.Tensor AddTo(TorchSharp.torch.Tensor h, TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor? tokens) { }
        public virtual TorchSharp.torch.Tensor Delta(TorchSharp.torch.Tensor h) { }
        public virtual TorchSharp.torch.Tensor Delta(TorchSharp.torch.Tensor h, TorchSharp.torch.Tensor? tokens) { }
        public virtual AdapterKit.ResidualAdapter? Fold() { }
        protected virtual void InitializeWeights() { }
        public override sealed TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) { }
    }
    public sealed class RmsNorm : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>, AdapterKit.INorm
    {
        public RmsNorm(int width, double eps = 1E-06, double scaleOffset = 0) { }
        public double Eps { get; }
        public TorchSharp.Modules.Parameter Scale { get; }
        public double ScaleOffset { get; }
        public TorchSharp.Modules.Parameter? Shift { get; }
        public int Width { get; }
        public TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Copy() { }
        public TorchSharp.torch.Tensor Normalize(TorchSharp.torch.Tensor x) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) { }
    }
    public sealed class RotaryPositions
    {
        public RotaryPositions(int headWidth, double theta = 10000) { }
        public int HeadWidth { get; }
        public int? TrainedLength { get; }
        public AdapterKit.RotaryPositions Interpolate(double factor) { }
        public AdapterKit.RotaryPositions InterpolateByParts(double factor, int trainedLength, double fastTurns = 32, double slowTurns = 1, bool roundsFeatures = true) { }
        public AdapterKit.RotaryPositions InterpolateLongWaves(double factor, double lowFactor, double highFactor, int trainedLength) { }
        public AdapterKit.RotaryPositions Lengthen(double factor) { }
        public AdapterKit.RotaryPositions StretchLongTexts(double factor, int trainedLength) { }
    }
    public sealed class SafetensorsCheckpoint : AdapterKit.CheckpointSource
    {
        public override System.Collections.Generic.IReadOnlyCollection<string> Keys { get; }
        public override string Name { get; }
        public override bool Contains(string key) { }
        [return: System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Dtype",
                "Shape"})]
        public override System.ValueTuple<TorchSharp.torch.ScalarType, System.Collections.Generic.IReadOnlyList<long>> Describe(string key) { }
        protected override void Dispose(bool disposing) { }
        public override TorchSharp.torch.Tensor Read(string key) { }
        public static AdapterKit.SafetensorsCheckpoint Open(string path) { }
    }
    public sealed class SafetensorsEntry : System.IEquatable<AdapterKit.SafetensorsEntry>
    {
        public SafetensorsEntry(string Key, TorchSharp.torch.ScalarType Dtype, System.Collections.Generic.IReadOnlyList<long> Shape, long Offset, long Length) { }
        public TorchSharp.torch.ScalarType Dtype { get; init; }
        public string Key { get; init; }
        public long Length { get; init; }
        public long Offset { get; init; }
        public System.Collections.Generic.IReadOnlyList<long> Shape { get; init; }
        public override string ToString() { }
    }
    public sealed class SafetensorsException : System.Exception
    {
        public string File { get; }
        public string? Key { get; }
    }
    public sealed class SafetensorsFile : System.IDisposable
    {
        public System.Collections.Generic.IReadOnlyList<string> Keys { get; }
        public System.Collections.Generic.IReadOnlyDictionary<string, string> Metadata { get; }
        public string Path { get; }
        public bool Contains(string key) { }
        public void CopyInto(string key, TorchSharp.torch.Tensor destination) { }
        public void Dispose() { }
        public AdapterKit.SafetensorsEntry Entry(string key) { }
        public TorchSharp.torch.Tensor Read(string key) { }
        public static AdapterKit.SafetensorsFile Open(string path) { }
        public static void Write(string path, [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Name",
                "Tensor"})] System.Collections.Generic.IEnumerable<System.ValueTuple<string, TorchSharp.torch.Tensor>> tensors, System.Collections.Generic.IReadOnlyDictionary<string, string>? metadata = null) { }
    }
    public sealed class Scaling : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
    {
        public Scaling(double value, bool learned) { }
        public TorchSharp.Modules.Parameter? Factor { get; }
        public double Value { get; }
        protected override void RegisterComponents() { }
        public TorchSharp.torch.Tensor Take(TorchSharp.torch.Tensor owned) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) { }
    }
    public sealed class ScoreRow : System.IEquatable<AdapterKit.ScoreRow>
    {
        public ScoreRow(string Label, System.Collections.Generic.IReadOnlyList<double> Cells) { }
        public System.Collections.Generic.IReadOnlyList<double> Cells { get; init; }
        public string Label { get; init; }
    }
    public sealed class ScoreTable : System.IEquatable<AdapterKit.ScoreTable>
    {
        public ScoreTable(string Corner, System.Collections.Generic.IReadOnlyList<string> Columns, System.Collections.Generic.IReadOnlyList<AdapterKit.ScoreRow> Rows, string Format = "F3") { }
        public System.Collections.Generic.IReadOnlyList<string> Columns { get; init; }
        public string Corner { get; init; }
        public string Format { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.ScoreRow> Rows { get; init; }
    }
    [AdapterKit.WeightParts(new string[] {
            "q",
            "k",
            "v",
            "qkv",
            "o"})]
    public sealed class SelfAttention : AdapterKit.ComponentModule<TorchSharp.torch.Tensor, AdapterKit.AdapterPass, TorchSharp.torch.Tensor>, AdapterKit.IAttention, AdapterKit.IProjected, AdapterKit.ISublayer, AdapterKit.IWeightParts
    {
        public SelfAttention(int width, int heads, AdapterKit.AttentionOptions options) { }
        public SelfAttention(int width, int heads, double dropout = 0) { }
        public SelfAttention(int width, int heads, int outputWidth, double dropout = 0) { }
        public int AttentionNumber { get; set; }
        public int FirstProjection { get; set; }
        public int Heads { get; }
        public int InputWidth { get; }
        public int KeyHeads { get; }
        public int KeyWidth { get; }
        public AdapterKit.AttentionOptions Options { get; }
        public TorchSharp.Modules.Linear Output { get; }
        public TorchSharp.Modules.Linear Projection { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Projection> Projections { get; }
        public int Width { get; }
        public AdapterKit.WeightPart GetPart(string name) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input, AdapterKit.AdapterPass pass) { }
    }
    public static class SequenceRunner
    {
        public static TorchSharp.torch.Tensor Decode(this AdapterKit.Backbone backbone, AdapterKit.EncodedSource source, AdapterKit.TokenBatch target, AdapterKit.AdapterPlan plan, AdapterKit.KeyValueCache? cache = null) { }
        public static AdapterKit.EncodedSource EncodeSource(this AdapterKit.Backbone backbone, AdapterKit.TokenBatch batch, AdapterKit.AdapterPlan plan) { }
    }
    public abstract class Setup : System.IEquatable<AdapterKit.Setup>
    {
        public abstract System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public static AdapterKit.Setup Bare { get; }
        public AdapterKit.DropSetup Drop(AdapterKit.DropSet drop) { }
        public AdapterKit.DropSetup Drop(string layers, string? point = null) { }
        public static AdapterKit.AverageSetup Average([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> parts) { }
        public static AdapterKit.AverageSetup Average(System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> parts, System.Collections.Generic.IReadOnlyList<double> weights) { }
        public static AdapterKit.BatchSplitSetup BatchSplit([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> rows) { }
        public static AdapterKit.FuseSetup Fuse([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> members) { }
        public static AdapterKit.Setup Of(string name) { }
        public static AdapterKit.ParallelSetup Parallel([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> branches) { }
        public static AdapterKit.SplitSetup Split(System.Collections.Generic.IReadOnlyList<int> starts, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> parts) { }
        public static AdapterKit.StackSetup Stack([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> parts) { }
        public static AdapterKit.Setup op_Implicit(string name) { }
    }
    public abstract class SharedModule : TorchSharp.torch.nn.Module
    {
        protected SharedModule() { }
        public virtual System.Collections.Generic.IReadOnlyList<AdapterKit.PublishedName> HubNames { get; }
        public virtual System.Collections.Generic.IReadOnlyList<AdapterKit.PublishedName> PeftNames { get; }
        protected virtual void InitializeWeights() { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, Inherited=false)]
    public sealed class SharedModuleAttribute : System.Attribute
    {
        public SharedModuleAttribute() { }
    }
    public sealed class SharedShape : System.IEquatable<AdapterKit.SharedShape>
    {
        public SharedShape(System.Collections.Generic.IReadOnlyList<AdapterKit.AdapterShape> Places) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.AdapterShape> Places { get; init; }
    }
    public abstract class SimilarityTask : AdapterKit.PairedTextsTask<AdapterKit.NumberPrediction>
    {
        protected SimilarityTask() { }
        protected SimilarityTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public static AdapterKit.TaskKind Kind { get; }
        public override TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) { }
    }
    public abstract class SimilarityTask<TVariant> : AdapterKit.SimilarityTask
        where TVariant : TorchSharp.torch.nn.Module
    {
        protected SimilarityTask() { }
        protected SimilarityTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
    }
    public sealed class Site : AdapterKit.IAdapterPlace, System.IEquatable<AdapterKit.Site>
    {
        public Site(int Layer, AdapterKit.InsertionPoint Point) { }
        public AdapterKit.PlaceKind Kind { get; }
        public int Layer { get; init; }
        public string Name { get; }
        public AdapterKit.InsertionPoint Point { get; init; }
        public override string ToString() { }
    }
    public sealed class SiteAttention : System.IEquatable<AdapterKit.SiteAttention>
    {
        public SiteAttention(AdapterKit.Site Site, System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> Members, System.Collections.Generic.IReadOnlyList<double> Weights) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> Members { get; init; }
        public AdapterKit.Site Site { get; init; }
        public System.Collections.Generic.IReadOnlyList<double> Weights { get; init; }
    }
    public sealed class SplitSetup : AdapterKit.Setup, System.IEquatable<AdapterKit.SplitSetup>
    {
        public override System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> Parts { get; }
        public System.Collections.Generic.IReadOnlyList<int> Starts { get; }
        public bool Equals(AdapterKit.SplitSetup? other) { }
        public override int GetHashCode() { }
        public override string ToString() { }
    }
    public sealed class StackSetup : AdapterKit.Setup, System.IEquatable<AdapterKit.StackSetup>
    {
        public override System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Setup> Parts { get; }
        public bool Equals(AdapterKit.StackSetup? other) { }
        public override int GetHashCode() { }
        public override string ToString() { }
    }
    public sealed class StreamedText
    {
        public StreamedText(AdapterKit.ITokenizer tokenizer) { }
        public string Append(int id) { }
        public string Finish() { }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class SublayerAttribute : System.Attribute
    {
        public SublayerAttribute() { }
    }
    public readonly struct TagSpan : System.IEquatable<AdapterKit.TagSpan>
    {
        public TagSpan(string Type, int Start, int Count) { }
        public int Count { get; init; }
        public int Start { get; init; }
        public string Type { get; init; }
    }
    public readonly struct TaggedWord : System.IEquatable<AdapterKit.TaggedWord>
    {
        public TaggedWord(string Text, string Tag, double Probability) { }
        public double Probability { get; init; }
        public string Tag { get; init; }
        public string Text { get; init; }
    }
    public sealed class TaggingMetrics : AdapterKit.TaskScores
    {
        public TaggingMetrics(System.Collections.Generic.IReadOnlyList<string> labels, [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Expected",
                "Predicted"})] System.Collections.Generic.IEnumerable<System.ValueTuple<System.Collections.Generic.IReadOnlyList<string>, System.Collections.Generic.IReadOnlyList<string>>> pairs) { }
        public double Accuracy { get; }
        public override int Count { get; }
        public double F1 { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.Metric> Metrics { get; }
        public override double Selection { get; }
        public override AdapterKit.ScoreTable Table { get; }
        public override System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    public sealed class TaggingPrediction : AdapterKit.TaskPrediction, System.IEquatable<AdapterKit.TaggingPrediction>
    {
        public TaggingPrediction(System.Collections.Generic.IReadOnlyList<AdapterKit.TaggedWord> Words, bool IsTruncated) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.PredictedPart> Parts { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TagSpan> Spans { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaggedWord> Words { get; init; }
        public string TextOf(AdapterKit.TagSpan span) { }
        public override System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    public abstract class TaggingTask : AdapterKit.TextTask<AdapterKit.TaggingPrediction>
    {
        protected TaggingTask() { }
        protected TaggingTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public override bool ReadsTokens { get; }
        public static AdapterKit.TaskKind Kind { get; }
        public override TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) { }
    }
    public abstract class TaggingTask<TVariant> : AdapterKit.TaggingTask
        where TVariant : TorchSharp.torch.nn.Module
    {
        protected TaggingTask() { }
        protected TaggingTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
    }
    public sealed class TargetLikelihood : AdapterKit.TaskPrediction, System.IEquatable<AdapterKit.TargetLikelihood>
    {
        public TargetLikelihood(double LogProbability, int Tokens, int Matches, bool IsTruncated) { }
        public bool IsExact { get; }
        public bool IsTargetTruncated { get; init; }
        public double LogProbability { get; init; }
        public int Matches { get; init; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.PredictedPart> Parts { get; }
        public double Perplexity { get; }
        public int Tokens { get; init; }
        public override System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    public abstract class TaskAdapter : AdapterKit.ComponentModule
    {
        protected TaskAdapter(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public AdapterKit.Backbone Backbone { get; }
        public AdapterKit.AdapterConfig Config { get; }
        public AdapterKit.TaskDeclaration Declaration { get; }
        public int DroppableLayers { get; set; }
        public string Id { get; }
        public AdapterKit.AdapterPlan Plan { get; }
        public virtual bool ReadsTokens { get; }
        public string? WeightsHash { get; }
        public AdapterKit.EntryAdapter? AdapterAt(AdapterKit.EntrySite site) { }
        public AdapterKit.MemoryAdapter? AdapterAt(AdapterKit.MemorySite site) { }
        public AdapterKit.ProjectionAdapter? AdapterAt(AdapterKit.ProjectionSite site) { }
        public AdapterKit.ResidualAdapter? AdapterAt(AdapterKit.Site site) { }
        protected TorchSharp.torch.Tensor AddRegularization(TorchSharp.torch.Tensor error) { }
        public abstract TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights);
        protected override void Dispose(bool disposing) { }
        public AdapterKit.SharedModule? FindShared(AdapterKit.AdapterSet set) { }
        public TorchSharp.torch.Tensor Forward(AdapterKit.TokenBatch batch) { }
        public TorchSharp.torch.Tensor Forward(AdapterKit.TokenBatch batch, AdapterKit.AdapterPlan plan) { }
        public void Freeze() { }
        public AdapterKit.FusionHead? FusionAt(AdapterKit.Site site) { }
        public AdapterKit.FusionAttention FusionAttention(AdapterKit.TokenBatch batch) { }
        public abstract TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features);
        public virtual TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor ids) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskPrediction> Interpret(TorchSharp.torch.Tensor logits, System.Collections.Generic.IReadOnlyList<AdapterKit.TokenizedText> texts) { }
        public TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>? NormAt(AdapterKit.Site site) { }
        public TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>? OutputNormAt(AdapterKit.Site site) { }
        public TorchSharp.torch.Tensor? RegularizationLoss() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, Inherited=false)]
    public sealed class TaskAdapterAttribute : System.Attribute
    {
        public TaskAdapterAttribute(string id) { }
        public string Backbone { get; set; }
        public string Id { get; }
    }
    public sealed class TaskAnswers : System.IEquatable<AdapterKit.TaskAnswers>
    {
        public TaskAnswers(System.Collections.Generic.IReadOnlyDictionary<string, AdapterKit.TaskPrediction> Predictions, System.Collections.Generic.IReadOnlyDictionary<string, string> Faults) { }
        public System.Collections.Generic.IReadOnlyDictionary<string, string> Faults { get; init; }
        public System.Collections.Generic.IReadOnlyDictionary<string, AdapterKit.TaskPrediction> Predictions { get; init; }
    }
    public sealed class TaskConfigException : System.ArgumentException
    {
        public TaskConfigException(string message, System.Exception? inner = null) { }
    }
    public sealed class TaskDeclaration
    {
        public TaskDeclaration(string id, string backboneId, System.Collections.Generic.IReadOnlyList<string> labels, AdapterKit.AdapterConfig config, System.Func<AdapterKit.Backbone, AdapterKit.AdapterConfig, AdapterKit.TaskAdapter> create) { }
        public TaskDeclaration(string id, string backboneId, System.Collections.Generic.IReadOnlyList<string> labels, AdapterKit.AdapterConfig config, System.Func<AdapterKit.Backbone, AdapterKit.AdapterConfig, AdapterKit.TaskAdapter> create, AdapterKit.TaskKind kind) { }
        public string BackboneId { get; }
        public AdapterKit.AdapterConfig Config { get; }
        public string Id { get; }
        public AdapterKit.TaskKind Kind { get; }
        public System.Collections.Generic.IReadOnlyList<string> Labels { get; }
        public AdapterKit.TaskAdapter Create(AdapterKit.Backbone backbone, AdapterKit.AdapterConfig? config = null) { }
        public AdapterKit.TaskAdapter Create(AdapterKit.Backbone backbone, System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> members, AdapterKit.AdapterConfig? config = null) { }
        public AdapterKit.TaskDeclaration On(AdapterKit.Backbone backbone) { }
        public AdapterKit.TaskDeclaration With(AdapterKit.AdapterConfig config) { }
    }
    public sealed class TaskHead : AdapterKit.ComponentModule<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
    {
        public TaskHead(int width, int outputs, AdapterKit.HeadForm? form = null) { }
        public double Dropout { get; set; }
        public AdapterKit.HeadForm Form { get; }
        public System.Collections.Generic.IReadOnlyList<TorchSharp.Modules.Linear> Hidden { get; }
        public TorchSharp.Modules.LayerNorm? Norm { get; }
        public TorchSharp.Modules.Linear Output { get; }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) { }
    }
    public readonly struct TaskInput : System.IEquatable<AdapterKit.TaskInput>
    {
        public TaskInput(AdapterKit.ImagePixels image) { }
        public TaskInput(string Text, string? Second = null) { }
        public AdapterKit.ImagePixels? Image { get; }
        public string? Second { get; init; }
        public string Text { get; init; }
    }
    public abstract class TaskKind
    {
        public abstract string Id { get; }
        public virtual AdapterKit.TaskReading Reading { get; }
        public virtual bool ReadsTarget { get; }
        public virtual string TargetColumn { get; }
        public virtual string TargetForm { get; }
        public virtual int CountOutputs(System.Collections.Generic.IReadOnlyList<string> labels) { }
        public abstract AdapterKit.TaskPrediction Interpret(System.Collections.Generic.IReadOnlyList<string> labels, System.ReadOnlySpan<double> logits, AdapterKit.TokenizedText text);
        public virtual string? ReadJson(System.Text.Json.JsonElement value) { }
        public abstract AdapterKit.TaskTargets ReadTargets(System.Collections.Generic.IReadOnlyList<string> labels, System.Collections.Generic.IReadOnlyList<string> written);
        public virtual AdapterKit.TaskReading ReadingOn(AdapterKit.Backbone backbone) { }
    }
    public abstract class TaskKind<TTarget, TPrediction> : AdapterKit.TaskKind
        where TPrediction : AdapterKit.TaskPrediction
    {
        protected TaskKind() { }
        public virtual float[]? ComputeLabelWeights(System.Collections.Generic.IReadOnlyList<string> labels, System.Collections.Generic.IReadOnlyList<TTarget> targets) { }
        public abstract TorchSharp.torch.Tensor CreateTargets(System.Collections.Generic.IReadOnlyList<string> labels, System.Collections.Generic.IReadOnlyList<TTarget> targets, System.Collections.Generic.IReadOnlyList<AdapterKit.TokenizedText> texts);
        public virtual string GroupOf(System.Collections.Generic.IReadOnlyList<string> labels, TTarget target) { }
        [System.Runtime.CompilerServices.PreserveBaseOverrides]
        public abstract TPrediction Interpret(System.Collections.Generic.IReadOnlyList<string> labels, System.ReadOnlySpan<double> logits, AdapterKit.TokenizedText text);
        public virtual System.Collections.Generic.IReadOnlyList<string> LabelsOf(System.Collections.Generic.IReadOnlyList<string> labels, TTarget target) { }
        public abstract TTarget ReadTarget(System.Collections.Generic.IReadOnlyList<string> labels, string written);
        public override sealed AdapterKit.TaskTargets ReadTargets(System.Collections.Generic.IReadOnlyList<string> labels, System.Collections.Generic.IReadOnlyList<string> written) { }
        public virtual void RequireFits(TTarget target, AdapterKit.TaskInput input) { }
        public abstract AdapterKit.TaskScores Score(System.Collections.Generic.IReadOnlyList<string> labels, [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Target",
                "Prediction"})] System.Collections.Generic.IReadOnlyList<System.ValueTuple<TTarget, TPrediction>> pairs);
    }
    public sealed class TaskLogits : System.IDisposable
    {
        public System.Collections.Generic.IReadOnlyCollection<AdapterKit.Setup> Branches { get; }
        public TorchSharp.torch.Tensor this[AdapterKit.Setup branch] { get; }
        public void Dispose() { }
        public System.Collections.Generic.IReadOnlyList<int> RowsOf(AdapterKit.Setup branch) { }
    }
    public abstract class TaskPrediction : System.IEquatable<AdapterKit.TaskPrediction>
    {
        protected TaskPrediction(bool IsTruncated) { }
        public bool IsTruncated { get; init; }
        public abstract System.Collections.Generic.IReadOnlyList<AdapterKit.PredictedPart> Parts { get; }
        public abstract System.Text.Json.Nodes.JsonObject ToJson();
    }
    public static class TaskPredictions
    {
        public static TPrediction Of<TPrediction>(this System.Collections.Generic.IReadOnlyDictionary<string, AdapterKit.TaskPrediction> predictions, AdapterKit.TextTask<TPrediction> task)
            where TPrediction : AdapterKit.TaskPrediction { }
    }
    public sealed class TaskPredictor
    {
        public TaskPredictor([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> tasks) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAnswers> Answer(System.Collections.Generic.IReadOnlyList<AdapterKit.TaskInput> inputs, System.Threading.CancellationToken cancellationToken = default) { }
        public System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, AdapterKit.TaskPrediction>> Predict(System.Collections.Generic.IReadOnlyList<AdapterKit.TaskInput> inputs, System.Threading.CancellationToken cancellationToken = default) { }
        public System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, AdapterKit.TaskPrediction>> Predict(System.Collections.Generic.IReadOnlyList<string> texts, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public abstract class TaskReading
    {
        protected TaskReading() { }
        public abstract System.Collections.Generic.IReadOnlyList<string> Columns { get; }
        public string Inputs { get; }
        public bool IsPaired { get; }
        public bool ReadsImages { get; }
        public static AdapterKit.TaskReading Image { get; }
        public static AdapterKit.TaskReading Pair { get; }
        public static AdapterKit.TaskReading Text { get; }
        public static AdapterKit.TaskReading Words { get; }
        public bool Fits(AdapterKit.TaskInput input) { }
        public abstract AdapterKit.TokenizedText Tokenize(AdapterKit.Backbone backbone, AdapterKit.TaskInput input, int maxTokens);
    }
    public abstract class TaskScores
    {
        protected TaskScores() { }
        public abstract int Count { get; }
        public double this[string key] { get; }
        public abstract System.Collections.Generic.IReadOnlyList<AdapterKit.Metric> Metrics { get; }
        public abstract double Selection { get; }
        public virtual AdapterKit.ScoreTable? Table { get; }
        public virtual System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    public abstract class TaskTargets
    {
        public abstract int Count { get; }
        public abstract float[]? ComputeLabelWeights();
        public abstract TorchSharp.torch.Tensor CreateTensor(System.Collections.Generic.IReadOnlyList<int> indices, System.Collections.Generic.IReadOnlyList<AdapterKit.TokenizedText> tokens);
        public abstract string GroupOf(int index);
        public abstract System.Collections.Generic.IReadOnlyList<string> LabelsOf(int index);
        public abstract void RequireFits(int index, AdapterKit.TaskInput input);
        public abstract AdapterKit.TaskScores Score(System.Collections.Generic.IReadOnlyList<AdapterKit.TaskPrediction> predictions);
    }
    public static class TextGenerator
    {
        public static TorchSharp.torch.Tensor ComputeTokenLoss(this AdapterKit.ILanguageModel model, TorchSharp.torch.Tensor hidden, AdapterKit.TokenBatch batch) { }
        public static System.Collections.Generic.IReadOnlyList<int[]> Generate(this AdapterKit.Backbone backbone, System.Collections.Generic.IReadOnlyList<int[]> prompts, AdapterKit.AdapterPlan plan, AdapterKit.GenerationOptions? options = null, System.Threading.CancellationToken cancellationToken = default) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.GeneratedText> Generate(this AdapterKit.Backbone backbone, System.Collections.Generic.IReadOnlyList<string> prompts, AdapterKit.AdapterPlan plan, AdapterKit.GenerationOptions? options = null, System.Threading.CancellationToken cancellationToken = default) { }
        [System.Runtime.CompilerServices.AsyncIteratorStateMachine(typeof(AdapterKit.TextGenerator.<StreamAsync>d__2))]
        public static System.Collections.Generic.IAsyncEnumerable<AdapterKit.GenerationStep> StreamAsync(this AdapterKit.Backbone backbone, System.Collections.Generic.IReadOnlyList<int[]> prompts, AdapterKit.AdapterPlan plan, AdapterKit.GenerationOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class TextLikelihood : AdapterKit.TaskPrediction, System.IEquatable<AdapterKit.TextLikelihood>
    {
        public TextLikelihood(double LogProbability, int Tokens, bool IsTruncated) { }
        public double LogProbability { get; init; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.PredictedPart> Parts { get; }
        public double Perplexity { get; }
        public int Tokens { get; init; }
        public override System.Text.Json.Nodes.JsonObject ToJson() { }
    }
    public abstract class TextTask<TPrediction> : AdapterKit.TaskAdapter
        where TPrediction : AdapterKit.TaskPrediction
    {
        protected TextTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public TPrediction Predict(string text) { }
        public System.Collections.Generic.IReadOnlyList<TPrediction> Predict(System.Collections.Generic.IReadOnlyList<string> texts, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class TextToTextMetrics : AdapterKit.TaskScores
    {
        public TextToTextMetrics(System.Collections.Generic.IEnumerable<AdapterKit.TargetLikelihood> targets) { }
        public override int Count { get; }
        public double CrossEntropy { get; }
        public double ExactMatch { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.Metric> Metrics { get; }
        public double Perplexity { get; }
        public override double Selection { get; }
        public double TokenAccuracy { get; }
    }
    public abstract class TextToTextTask : AdapterKit.PairedTextsTask<AdapterKit.TargetLikelihood>
    {
        protected TextToTextTask() { }
        protected TextToTextTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
        public override bool ReadsTokens { get; }
        public static AdapterKit.TaskKind Kind { get; }
        public override TorchSharp.torch.Tensor ComputeLoss(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor targets, TorchSharp.torch.Tensor? labelWeights) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) { }
        public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features, TorchSharp.torch.Tensor ids) { }
        public int[] TokenizeSource(string text) { }
    }
    public abstract class TextToTextTask<TVariant> : AdapterKit.TextToTextTask
        where TVariant : TorchSharp.torch.nn.Module
    {
        protected TextToTextTask() { }
        protected TextToTextTask(AdapterKit.TaskDeclaration declaration, AdapterKit.Backbone backbone, AdapterKit.AdapterConfig config) { }
    }
    public sealed class TokenBatch : System.IDisposable
    {
        public int Count { get; }
        public TorchSharp.torch.Device Device { get; }
        public TorchSharp.torch.Tensor? Documents { get; }
        public TorchSharp.torch.Tensor Ids { get; }
        public bool IsPadded { get; }
        public TorchSharp.torch.Tensor Mask { get; }
        public AdapterKit.TokenBatch Output { get; }
        public TorchSharp.torch.Tensor? Pixels { get; }
        public TorchSharp.torch.Tensor? Positions { get; }
        public TorchSharp.torch.Tensor? Segments { get; }
        public AdapterKit.TokenBatch? Target { get; }
        public void Dispose() { }
        public AdapterKit.TokenBatch WithTarget(AdapterKit.TokenBatch target) { }
        public static AdapterKit.TokenBatch Continue(System.Collections.Generic.IReadOnlyList<int> ids, System.Collections.Generic.IReadOnlyList<int> positions, TorchSharp.torch.Device? device = null) { }
        [return: System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Rows",
                "Batch"})]
        public static System.Collections.Generic.IEnumerable<System.ValueTuple<int[], AdapterKit.TokenBatch>> GroupByLength(System.Collections.Generic.IReadOnlyList<AdapterKit.TokenizedText> texts, int padId, int tokens, TorchSharp.torch.Device? device = null) { }
        [return: System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Rows",
                "Batch"})]
        public static System.Collections.Generic.IEnumerable<System.ValueTuple<int[], AdapterKit.TokenBatch>> GroupByLength(System.Collections.Generic.IReadOnlyList<int[]> rows, int padId, int tokens, TorchSharp.torch.Device? device = null) { }
        public static AdapterKit.TokenBatch Pad(System.Collections.Generic.IReadOnlyList<AdapterKit.TokenizedText> texts, int padId, TorchSharp.torch.Device? device = null) { }
        public static AdapterKit.TokenBatch Pad(System.Collections.Generic.IReadOnlyList<int[]> rows, int padId, TorchSharp.torch.Device? device = null) { }
    }
    public sealed class TokenEmbeddings : AdapterKit.ComponentModule<AdapterKit.TokenBatch, TorchSharp.torch.Tensor>, AdapterKit.IMappedWeights
    {
        public TokenEmbeddings(int vocabulary, int positions, int segments, int width, double normEps, double dropout = 0, int firstPosition = 0) { }
        public int FirstPosition { get; }
        public int MaxTokens { get; }
        public TorchSharp.Modules.LayerNorm Norm { get; }
        public TorchSharp.Modules.Embedding Position { get; }
        public TorchSharp.Modules.Embedding? Segment { get; }
        public AdapterKit.EmbeddingTables Tables { get; }
        public TorchSharp.Modules.Embedding Word { get; }
        public TorchSharp.torch.Tensor EmbedVectors(TorchSharp.torch.Tensor vectors, int first) { }
        public TorchSharp.torch.Tensor EmbedWithChange(AdapterKit.TokenBatch input, TorchSharp.torch.Tensor change) { }
        public override TorchSharp.torch.Tensor forward(AdapterKit.TokenBatch input) { }
    }
    public static class TokenPairs
    {
        public static AdapterKit.TokenizedText Join(int[] start, int[] first, int[] between, int[] second, int[] end, int maxTokens) { }
    }
    [AdapterKit.AdapterVariant("token-rows")]
    public sealed class TokenRowsAdapter : AdapterKit.EntryAdapter, AdapterKit.IAdapterVariant
    {
        public TokenRowsAdapter(AdapterKit.AdapterShape shape, AdapterKit.TokenRowsOptions options) { }
        public override AdapterKit.EmbeddingTable? ChangedTable { get; }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor ComputeChange(TorchSharp.torch.Tensor rows) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class TokenRowsOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.TokenRowsOptions>
    {
        public TokenRowsOptions() { }
        public string Tokens { get; init; }
        public System.Collections.Generic.IReadOnlyList<long> ReadTokens() { }
    }
    public static class TokenWords
    {
        public static AdapterKit.TokenizedText Join(int[] start, [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Word",
                "Ids"})] System.Collections.Generic.IEnumerable<System.ValueTuple<string, int[]>> words, int[] end, int maxTokens) { }
    }
    public readonly struct TokenizedText : System.IEquatable<AdapterKit.TokenizedText>
    {
        public TokenizedText(int[] Ids, bool IsTruncated) { }
        public int[] Ids { get; init; }
        public AdapterKit.ImagePixels? Image { get; init; }
        public bool IsTruncated { get; init; }
        public int? SecondStart { get; init; }
        public int[]? Starts { get; init; }
        public int[]? Target { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TokenizedWord>? Words { get; init; }
        public static AdapterKit.TokenizedText Create(AdapterKit.ITokenizer tokenizer, string text, int maxTokens) { }
        public static AdapterKit.TokenizedText Pack(System.Collections.Generic.IReadOnlyList<int[]> texts) { }
    }
    public readonly struct TokenizedWord : System.IEquatable<AdapterKit.TokenizedWord>
    {
        public TokenizedWord(string Text, int? Start) { }
        public int? Start { get; init; }
        public string Text { get; init; }
    }
    public static class TokenizerExtensions
    {
        public static int[] TokenizeStart(this AdapterKit.ITokenizer tokenizer, string text, int maxTokens) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Class, Inherited=false)]
    public sealed class TransformerLayerAttribute : System.Attribute
    {
        public TransformerLayerAttribute() { }
        public AdapterKit.NormPlacement Norm { get; set; }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class TruncatedNormalAttribute : System.Attribute
    {
        public TruncatedNormalAttribute(double standardDeviation) { }
        public double StandardDeviation { get; }
    }
    public sealed class UnknownLabelException : System.ArgumentException
    {
        public UnknownLabelException(string label, System.Collections.Generic.IReadOnlyList<string> labels) { }
        public string Label { get; }
        public static int RequireIndex(System.Collections.Generic.IReadOnlyList<string> labels, string label) { }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class UpAttribute : System.Attribute
    {
        public UpAttribute() { }
    }
    public static class UseLite
    {
        public const string Id = "use-lite-en";
    }
    public abstract class VariantOptions : System.IEquatable<AdapterKit.VariantOptions>
    {
        protected VariantOptions() { }
    }
    [AdapterKit.AdapterVariant("vera")]
    public sealed class VeraAdapter : AdapterKit.ProjectionAdapter, AdapterKit.IAdapterVariant
    {
        public VeraAdapter(AdapterKit.AdapterShape shape, AdapterKit.VeraOptions options, AdapterKit.VeraMatrices matrices) { }
        public static AdapterKit.AdapterVariant Variant { get; }
        public override TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor y, TorchSharp.torch.Tensor x) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        public override bool TryMerge(TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor bias) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.SharedModule]
    public sealed class VeraMatrices : AdapterKit.SharedModule
    {
        public VeraMatrices(AdapterKit.SharedShape shape, AdapterKit.VeraOptions options) { }
        protected override void InitializeWeights() { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class VeraOptions : AdapterKit.VariantOptions, System.IEquatable<AdapterKit.VeraOptions>
    {
        public VeraOptions() { }
        [System.ComponentModel.DataAnnotations.Range(1, 2147483647)]
        public int Rank { get; init; }
        public double Start { get; init; }
    }
    [System.AttributeUsage(System.AttributeTargets.Field, AllowMultiple=true)]
    public sealed class WeightAttribute : System.Attribute
    {
        public WeightAttribute(string key) { }
        public string Key { get; }
        public bool Optional { get; set; }
        public string? Part { get; set; }
        public bool Transposed { get; set; }
        public bool Unprefixed { get; set; }
    }
    [System.Flags]
    public enum WeightForm
    {
        Plain = 0,
        Transposed = 1,
        Optional = 2,
        Unprefixed = 4,
    }
    public sealed class WeightMap
    {
        public void Add(string key, TorchSharp.Modules.Parameter? parameter, AdapterKit.WeightForm form = 0, [System.Runtime.CompilerServices.CallerArgumentExpression("parameter")] string name = "") { }
        public void Add(string key, TorchSharp.torch.nn.Module? module, AdapterKit.WeightForm form = 0, [System.Runtime.CompilerServices.CallerArgumentExpression("module")] string name = "") { }
        public void AddPart(string key, AdapterKit.IWeightParts sublayer, string part, AdapterKit.WeightForm form = 0, [System.Runtime.CompilerServices.CallerArgumentExpression("sublayer")] string name = "") { }
        public static System.Collections.Generic.IReadOnlyList<string> GetLayerKeys(AdapterKit.IMappedWeights model) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.WeightSlot> GetSlots(AdapterKit.IMappedWeights model) { }
    }
    public readonly struct WeightPart : System.IEquatable<AdapterKit.WeightPart>
    {
        public WeightPart(TorchSharp.Modules.Linear Projection, long FirstRow, long Rows) { }
        public long FirstRow { get; init; }
        public TorchSharp.Modules.Linear Projection { get; init; }
        public long Rows { get; init; }
    }
    [System.AttributeUsage(System.AttributeTargets.Class)]
    public sealed class WeightPartsAttribute : System.Attribute
    {
        public WeightPartsAttribute(params string[] names) { }
        public System.Collections.Generic.IReadOnlyList<string> Names { get; }
    }
    public sealed class WeightSlot
    {
        public TorchSharp.torch.ScalarType Dtype { get; }
        public bool IsOptional { get; }
        public bool IsUnprefixed { get; }
        public string Key { get; }
        public string Name { get; }
        public string? OldKey { get; }
        public System.Collections.Generic.IReadOnlyList<long> Shape { get; }
        public bool IsRowsOf(TorchSharp.Modules.Linear product, long first, long count) { }
        public TorchSharp.torch.Tensor Read() { }
        public void Write(TorchSharp.torch.Tensor values) { }
    }
    public readonly struct WeightedTask : System.IEquatable<AdapterKit.WeightedTask>
    {
        public WeightedTask(AdapterKit.TaskAdapter Task, double Weight = 1) { }
        public AdapterKit.TaskAdapter Task { get; init; }
        public double Weight { get; init; }
    }
    [System.AttributeUsage(System.AttributeTargets.Field)]
    public sealed class ZerosAttribute : System.Attribute
    {
        public ZerosAttribute() { }
    }
}