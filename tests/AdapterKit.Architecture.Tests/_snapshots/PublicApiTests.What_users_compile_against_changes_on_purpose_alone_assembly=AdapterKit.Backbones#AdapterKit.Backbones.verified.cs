//HintName: AdapterKit.Backbones.cs
namespace AdapterKit.Backbones
{
    public static class BackboneCatalog
    {
        public const string DirectoryVariable = "ADAPTERKIT_BACKBONE";
        public static System.Collections.Generic.IReadOnlyCollection<string> Ids { get; }
        public static AdapterKit.Backbone Load(string id, string directory) { }
        public static System.Threading.Tasks.Task<AdapterKit.Backbone> LoadAsync(string id, AdapterKit.Backbones.IModelSource source, System.Threading.CancellationToken cancellationToken = default) { }
        public static System.Threading.Tasks.Task<AdapterKit.Backbone> OpenAsync(string? directory, string defaultId, AdapterKit.Backbones.IModelSource source, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class BackboneException : System.Exception
    {
        public BackboneException(string message, System.Exception? inner = null) { }
    }
    public sealed class BertConfig : System.IEquatable<AdapterKit.Backbones.BertConfig>
    {
        public BertConfig() { }
        public AdapterKit.Activation Activation { get; init; }
        public double Dropout { get; init; }
        public int Heads { get; init; }
        public int Hidden { get; init; }
        public int Intermediate { get; init; }
        public int Layers { get; init; }
        public double NormEps { get; init; }
        public AdapterKit.Backbones.BertPooling Pooling { get; init; }
        public int Positions { get; init; }
        public int SegmentTypes { get; init; }
        public int Vocabulary { get; init; }
    }
    public static class BertDirectory
    {
        public const string ManifestFile = "backbone.json";
        public static bool Exists(string directory) { }
        public static AdapterKit.Backbones.BertModel Load(string directory) { }
        public static void Save(string directory, string id, AdapterKit.Backbones.BertMaskedLanguageModel model, AdapterKit.Backbones.BertConfig config, string vocabulary, System.Text.Json.Nodes.JsonObject? training = null) { }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Post)]
    public sealed class BertLayer : AdapterKit.AdaptedLayer
    {
        public BertLayer(AdapterKit.Backbones.BertConfig config) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.BertLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.BertLayer.DropSwitches switches) { }
        }
    }
    public sealed class BertMaskedLanguageModel : AdapterKit.ComponentModule<AdapterKit.TokenBatch, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
    {
        public BertMaskedLanguageModel(AdapterKit.Backbones.BertConfig config, AdapterKit.ITokenizer? tokenizer = null) { }
        public AdapterKit.Backbones.BertModel Encoder { get; }
        public void InitializeEmbeddings(TorchSharp.torch.Tensor vectors) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(AdapterKit.TokenBatch input, TorchSharp.torch.Tensor positions) { }
    }
    public sealed class BertModel : AdapterKit.Backbone
    {
        public const string DefaultId = "bert";
        public BertModel(AdapterKit.Backbones.BertConfig config, AdapterKit.ITokenizer? tokenizer = null) { }
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override string Hash { get; }
        public override string Id { get; }
        public override AdapterKit.ITokenizer Tokenizer { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public override TorchSharp.torch.Tensor Pool(TorchSharp.torch.Tensor hidden, AdapterKit.TokenBatch batch) { }
        protected override void RegisterComponents() { }
        public static AdapterKit.Backbones.BertModel Load(string path, AdapterKit.Backbones.BertConfig config, AdapterKit.ITokenizer? tokenizer = null, string id = "bert") { }
    }
    public enum BertPooling
    {
        FirstToken = 0,
        Mean = 1,
    }
    public sealed class BertUnigramTokenizer : AdapterKit.Backbones.IMaskingTokenizer, AdapterKit.ITokenizer
    {
        public int ClassId { get; }
        public int MaskId { get; }
        public int PadId { get; }
        public int Pieces { get; }
        public int Vocabulary { get; }
        public string TextOf(int id) { }
        public int[] Tokenize(string text) { }
        public static AdapterKit.Backbones.BertUnigramTokenizer Open(string file) { }
    }
    public interface IMaskingTokenizer : AdapterKit.ITokenizer
    {
        int ClassId { get; }
        int MaskId { get; }
        int Pieces { get; }
    }
    public interface IModelSource
    {
        System.Threading.Tasks.Task<string> FetchAsync(AdapterKit.Backbones.ModelPackage package, System.Threading.CancellationToken cancellationToken = default);
    }
    public sealed class ModelFile : System.IEquatable<AdapterKit.Backbones.ModelFile>
    {
        public ModelFile(string Path, string Hash) { }
        public string Hash { get; init; }
        public string Path { get; init; }
    }
    public sealed class ModelPackage : System.IEquatable<AdapterKit.Backbones.ModelPackage>
    {
        public ModelPackage(string Name, string Version, string Integrity, System.Collections.Generic.IReadOnlyList<AdapterKit.Backbones.ModelFile> Files) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Backbones.ModelFile> Files { get; init; }
        public string Integrity { get; init; }
        public string Name { get; init; }
        public string Version { get; init; }
        public override string ToString() { }
    }
    public sealed class UseLiteModel : AdapterKit.Backbone
    {
        public const int MaxTokens = 128;
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override string Hash { get; }
        public override string Id { get; }
        public TorchSharp.torch.Tensor TokenVectors { get; }
        public override AdapterKit.ITokenizer Tokenizer { get; }
        public override int Width { get; }
        public static AdapterKit.Backbones.ModelPackage Package { get; }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public TorchSharp.torch.Tensor EmbedSentence(TorchSharp.torch.Tensor pooled) { }
        public override TorchSharp.torch.Tensor Pool(TorchSharp.torch.Tensor hidden, AdapterKit.TokenBatch batch) { }
        protected override void RegisterComponents() { }
        public static System.Threading.Tasks.Task<AdapterKit.Backbones.UseLiteModel> FetchAsync(AdapterKit.Backbones.IModelSource source, System.Threading.CancellationToken cancellationToken = default) { }
        public static string FindVocabulary(string directory) { }
        public static AdapterKit.Backbones.UseLiteModel Load(string directory) { }
    }
    public sealed class UseLiteTokenizer : AdapterKit.ITokenizer
    {
        public int PadId { get; }
        public string TextOf(int id) { }
        public int[] Tokenize(string text) { }
        public static AdapterKit.Backbones.UseLiteTokenizer Open(string file) { }
    }
}