using System.Text.Json.Nodes;

namespace AdapterKit.Backbones.Tests;

public sealed class HuggingFaceDirectoryTests : IDisposable
{
    private const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhello\nworld\n##s\n[\n]\nse\n##p\ncafe\nCafé\n";

    private static readonly BertConfig Bert = new()
    {
        Vocabulary = 14,
        Hidden = 8,
        Layers = 2,
        Heads = 2,
        Intermediate = 16,
        Positions = 8,
        Dropout = 0,
    };

    private static readonly RobertaConfig Roberta = new()
    {
        Vocabulary = 14,
        Hidden = 8,
        Layers = 2,
        Heads = 2,
        Intermediate = 16,
        Positions = 8,
        SegmentTypes = 2,
    };

    private static readonly DistilBertConfig DistilBert = new()
    {
        Vocabulary = 14,
        Hidden = 8,
        Layers = 2,
        Heads = 2,
        Intermediate = 16,
        Positions = 8,
    };

    private static readonly ElectraConfig Electra = new()
    {
        Vocabulary = 14,
        Embedding = 8,
        Hidden = 8,
        Layers = 2,
        Heads = 2,
        Intermediate = 16,
        Positions = 8,
    };

    private static readonly Gpt2Config Gpt2 = new()
    {
        Vocabulary = 14,
        Hidden = 8,
        Layers = 2,
        Heads = 2,
        Positions = 8,
    };

    private static readonly LlamaConfig Llama = new()
    {
        Vocabulary = 14,
        Hidden = 8,
        Layers = 2,
        Heads = 2,
        KeyValueHeads = 1,
        Intermediate = 16,
        Activation = Activation.Gelu,
        Positions = 8,
    };

    private static readonly T5Config T5 = new()
    {
        Vocabulary = 14,
        Hidden = 8,
        HeadWidth = 6,
        Intermediate = 16,
        Layers = 2,
        DecoderLayers = 1,
        Heads = 2,
        Ranges = 6,
        MaxDistance = 9,
    };

    private static readonly T5Config MT5 = T5 with { FeedForward = "gated-gelu", IsTied = false };

    private static readonly BartConfig Bart = new()
    {
        Vocabulary = 14,
        Hidden = 8,
        Layers = 2,
        Heads = 2,
        Intermediate = 16,
        DecoderLayers = 1,
        DecoderHeads = 4,
        DecoderIntermediate = 12,
        Positions = 8,
        ScalesEmbeddings = true,
    };

    private static readonly ViTConfig ViT = new()
    {
        ImageSize = 6,
        PatchSize = 3,
        Hidden = 8,
        Layers = 2,
        Heads = 2,
        Intermediate = 16,
    };

    private readonly TemporaryFolder directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("bert", "bert.")]
    [InlineData("bert", "")]
    [InlineData("roberta", "roberta.")]
    [InlineData("distilbert", "")]
    [InlineData("electra", "electra.")]
    [InlineData("gpt2", "transformer.")]
    [InlineData("gpt2", "")]
    [InlineData("llama", "model.")]
    [InlineData("mistral", "model.")]
    [InlineData("qwen2", "model.")]
    [InlineData("t5", "")]
    [InlineData("mt5", "")]
    [InlineData("bart", "model.")]
    public void A_published_model_loads_by_its_configuration(string type, string prefix)
    {
        using var scope = NewDisposeScope();
        using var model = Save(type, prefix);
        using var loaded = HuggingFaceDirectory.Load(directory.Root);
        using var batch = TokenBatch.Pad([[2, 5, 3], [2, 5, 6, 7, 3]], 0);

        Assert.Equal(model.GetType(), loaded.GetType());
        Assert.InRange((model.Encode(batch) - loaded.Encode(batch)).abs().max().item<float>(), 0, 1e-6f);
        Assert.All(loaded.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.StartsWith("sha256:", loaded.Hash, StringComparison.Ordinal);
        Assert.Equal(Path.GetFileName(directory.Root), loaded.Id);
        Assert.Equal("mine", HuggingFaceDirectory.Load(directory.Root, "mine").Id);
    }

    /// <summary>Drawing the numbers of an embedding table takes longer than reading those that replace them.</summary>
    [Theory]
    [InlineData("bert")]
    [InlineData("roberta")]
    [InlineData("distilbert")]
    [InlineData("electra")]
    [InlineData("gpt2")]
    [InlineData("llama")]
    [InlineData("t5")]
    [InlineData("mt5")]
    [InlineData("bart")]
    [InlineData("vit")]
    public void A_model_that_is_loaded_draws_no_random_numbers(string type)
    {
        using var scope = NewDisposeScope();
        Save(type, "").Dispose();
        manual_seed(8);
        var expected = rand(1).item<float>();

        manual_seed(8);
        HuggingFaceDirectory.Load(directory.Root).Dispose();

        Assert.Equal(expected, rand(1).item<float>());
    }

    /// <summary>A model of images has no tokenizer, and its directory needs none.</summary>
    [Fact]
    public void A_model_of_images_loads_by_its_configuration()
    {
        using var scope = NewDisposeScope();
        using var model = Save("vit", "vit.");
        File.Delete(directory.PathOf("vocab.txt"));
        using var loaded = (ViTModel)HuggingFaceDirectory.Load(directory.Root);
        using var batch = loaded.BatchImages(randn(2, 3, 6, 6, float64));
        var pooled = loaded.PooledFeatures(batch);

        Assert.Equal((6, 3, 5), (loaded.ImageSize, loaded.Channels, loaded.MaxTokens));
        Assert.Equal([2, 8], pooled.shape);
        Assert.True(model.PooledFeatures(batch).allclose(pooled, 1e-5, 1e-6));
        Assert.Contains(
            "reads images, not texts", Assert.Throws<InvalidOperationException>(() => loaded.Tokenizer).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Put the preprocessor_config.json",
            Assert.Throws<ImageException>(() => loaded.ReadImage(ImageGoldens.PathOf("rgb.png"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_images_reads_files_as_its_processor_says()
    {
        using var scope = NewDisposeScope();
        using var model = Save("vit", "vit.");
        File.WriteAllText(directory.PathOf("preprocessor_config.json"), """{"size": {"height": 6, "width": 6}}""");
        using var loaded = (ViTModel)HuggingFaceDirectory.Load(directory.Root);

        var image = loaded.ReadImage(ImageGoldens.PathOf("rgb.png"));

        using var batch = loaded.BatchImages(ImagePixels.Stack([image]));
        Assert.Equal([1, 8], loaded.PooledFeatures(batch).shape);
        Assert.StartsWith("resize 6x6 bilinear; ", loaded.Processor!.Description, StringComparison.Ordinal);
        Assert.StartsWith(
            "nothing.png cannot be read", Assert.Throws<ImageException>(() => loaded.ReadImage("nothing.png")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "describes images of 224 x 224 pixels, but the model reads 6 x 6")]
    [InlineData("""{"size": 6, "image_mean": [0.5], "image_std": [0.5]}""", "describes images of 1 colors, but the model reads 3")]
    [InlineData("""{"image_processor_type": "BeitImageProcessor"}""", "'BeitImageProcessor' is not a supported image processor")]
    public void A_processor_that_does_not_fit_the_model_is_refused(string json, string reason)
    {
        using var model = Save("vit", "vit.");
        File.WriteAllText(directory.PathOf("preprocessor_config.json"), json);

        var refusal = Refusal();

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.StartsWith(directory.PathOf("preprocessor_config.json"), refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_and_texts_are_told_apart()
    {
        using var scope = NewDisposeScope();
        using var images = Save("vit", "vit.");
        using var texts = Save("bert", "bert.");
        using var words = TokenBatch.Pad([[2, 5, 3]], 0);

        Assert.Contains("reads texts", Refuse(() => texts.BatchImages(zeros(1, 3, 6, 6))), StringComparison.Ordinal);
        Assert.Contains(
            "[batch, 3, 6, 6], not [1, 3, 6, 7]", Refuse(() => images.BatchImages(zeros(1, 3, 6, 7))), StringComparison.Ordinal);
        Assert.Contains("the batch is of texts", Refuse(() => images.Encode(words)), StringComparison.Ordinal);

        static string Refuse(Func<object> act) => Assert.Throws<ArgumentException>(act).Message;
    }

    [Fact]
    public void Language_models_read_the_last_token_and_predict_with_their_head()
    {
        using var scope = NewDisposeScope();
        using var model = (LlamaModel)Save("llama", "model.");
        using var loaded = (LlamaModel)HuggingFaceDirectory.Load(directory.Root);
        using var batch = TokenBatch.Pad([[2, 5, 3]], 0);
        var hidden = loaded.Encode(batch);

        Assert.Equal(Pooling.LastToken, loaded.Pooling);
        Assert.True(model.ComputeTokenLogits(hidden).equal(loaded.ComputeTokenLogits(hidden)).all().item<bool>());
    }

    /// <summary>A model that was tuned to converse names its end in the configuration of generation.</summary>
    [Theory]
    [InlineData(null, null)]
    [InlineData("3", null, 3)]
    [InlineData("3", """{"eos_token_id": [5, 6]}""", 5, 6)]
    [InlineData("3", """{"eos_token_id": 7}""", 7)]
    [InlineData("3", """{"temperature": 1}""", 3)]
    [InlineData("null", """{"eos_token_id": null}""")]
    public void The_tokens_that_end_texts_are_read(string? inConfig, string? generation, params int[] expected)
    {
        using var model = Save("llama", "model.");
        WriteEnds(inConfig, generation);
        using var loaded = (LlamaModel)HuggingFaceDirectory.Load(directory.Root);

        Assert.Equal(expected, loaded.EndIds);
        Assert.Equal(expected, loaded.Tokenizer.EndIds);
    }

    [Theory]
    [InlineData("""{"eos_token_id": "</s>"}""")]
    [InlineData("""{"eos_token_id": [1.5]}""")]
    [InlineData("{")]
    public void Tokens_that_are_no_numbers_are_refused(string generation)
    {
        using var model = Save("llama", "model.");
        WriteEnds(null, generation);

        Assert.Contains("'eos_token_id' must be a whole number", Refusal(), StringComparison.Ordinal);
    }

    /// <summary>T5's own head is its word embeddings, that of mT5 is not, and BART's has a shift besides.</summary>
    [Theory]
    [InlineData("t5", "", "")]
    [InlineData("mt5", "", "lm_head.weight")]
    [InlineData("bart", "model.", "final_logits_bias")]
    public void An_encoder_decoder_predicts_with_its_head(string type, string prefix, string headKey)
    {
        using var scope = NewDisposeScope();
        using var model = (PretrainedEncoderDecoder)Save(type, prefix);
        using (no_grad())
        {
            foreach (var (name, parameter) in model.named_parameters().Where(entry => entry.name == "logitsBias"))
                nn.init.normal_(parameter);
        }

        CheckpointWriter.Write(directory.PathOf("model.safetensors"), (IMappedWeights)model, prefix);
        using var saved = SafetensorsCheckpoint.Open(directory.PathOf("model.safetensors"));
        using var loaded = (PretrainedEncoderDecoder)HuggingFaceDirectory.Load(directory.Root);
        using var batch = TokenBatch.Pad([[2, 5, 3]], 0);
        var hidden = loaded.Encode(batch);

        Assert.Equal(Pooling.LastToken, loaded.Pooling);
        Assert.Equal(model.StartId, loaded.StartId);
        Assert.Equal(headKey.Length > 0, saved.Contains(headKey));
        Assert.True(model.ComputeTokenLogits(hidden).equal(loaded.ComputeTokenLogits(hidden)).all().item<bool>());
    }

    [Theory]
    [InlineData("feed_forward_proj", "gated-tanh", "'gated-tanh'")]
    [InlineData("relative_attention_num_buckets", 2, "2 ranges of distances")]
    public void A_t5_that_is_not_supported_is_refused(string key, object value, string reason)
    {
        using var model = Save("t5", "");
        var config = JsonNode.Parse(File.ReadAllText(directory.PathOf("config.json")))!.AsObject();
        config[key] = JsonValue.Create(value);
        File.WriteAllText(directory.PathOf("config.json"), config.ToJsonString());

        Assert.Contains(reason, Refusal(), StringComparison.Ordinal);
    }

    /// <summary>The base model and the classifier are published without one.</summary>
    [Fact]
    public void A_checkpoint_without_a_head_predicts_no_tokens()
    {
        using var scope = NewDisposeScope();
        using var model = Save("llama", "model.");
        using (var saved = SafetensorsCheckpoint.Open(directory.PathOf("model.safetensors")))
        {
            var kept = saved.Keys.Where(key => key != "lm_head.weight").Select(key => (key, saved.Read(key))).ToList();
            SafetensorsFile.Write(directory.PathOf("base.safetensors"), kept);
        }

        File.Move(directory.PathOf("base.safetensors"), directory.PathOf("model.safetensors"), overwrite: true);
        using var loaded = (LlamaModel)HuggingFaceDirectory.Load(directory.Root);
        using var batch = TokenBatch.Pad([[2, 5, 3]], 0);
        var hidden = loaded.Encode(batch);

        Assert.True(model.Encode(batch).allclose(hidden, 1e-5, 1e-6));
        Assert.Contains("lm_head.weight", Assert.Throws<InvalidOperationException>(() => loaded.ComputeTokenLogits(hidden)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>The types of layers say of each what otherwise one number says of all.</summary>
    [Theory]
    [InlineData("qwen2", """["full_attention", "sliding_attention"]""", "\"max_window_layers\": 1")]
    [InlineData("qwen2", """["sliding_attention", "sliding_attention"]""", "\"max_window_layers\": 0")]
    [InlineData("qwen2", """["full_attention", "full_attention"]""", "\"max_window_layers\": 2")]
    [InlineData("mistral", """["full_attention", "full_attention"]""", "\"sliding_window\": null")]
    public void Layers_attend_as_their_types_say(string type, string types, string equivalent)
    {
        using var scope = NewDisposeScope();
        using var model = Save(type, "model.");
        Change($$"""{ "use_sliding_window": true, "sliding_window": 2, "max_window_layers": 9, "layer_types": {{types}} }""");
        using var loaded = HuggingFaceDirectory.Load(directory.Root);
        Change($$"""{ "layer_types": null, {{equivalent}} }""");
        using var expected = HuggingFaceDirectory.Load(directory.Root);
        using var batch = TokenBatch.Pad([[2, 5, 6, 7, 3, 8, 9]], 0);

        Assert.True(expected.Encode(batch).allclose(loaded.Encode(batch), 1e-5, 1e-6));
    }

    /// <summary>A window in one layer alone is neither none nor one in both.</summary>
    [Fact]
    public void A_window_in_the_first_layer_alone_makes_a_difference()
    {
        using var scope = NewDisposeScope();
        using var model = Save("mistral", "model.");
        using var batch = TokenBatch.Pad([[2, 5, 6, 7, 3, 8, 9]], 0);
        List<Tensor> hidden = [model.Encode(batch)];
        string[] lists = ["null", """["sliding_attention", "full_attention"]""", """["full_attention", "sliding_attention"]"""];
        foreach (var types in lists)
        {
            Change($$"""{ "sliding_window": 2, "layer_types": {{types}} }""");
            using var loaded = HuggingFaceDirectory.Load(directory.Root);
            hidden.Add(loaded.Encode(batch));
        }

        foreach (var (index, one) in hidden.Index())
            Assert.All(hidden.Skip(index + 1), other => Assert.False(one.allclose(other, 1e-5, 1e-6)));
    }

    [Theory]
    [InlineData("llama", """{ "layer_types": ["full_attention", "sliding_attention"] }""", "layer 1, but the model has no sliding window")]
    [InlineData("qwen2", """{ "layer_types": ["full_attention"] }""", "lists 1 layers, but the model has 2")]
    [InlineData("qwen2", """{ "layer_types": ["chunked_attention", "full_attention"] }""", "'chunked_attention' of layer 0")]
    [InlineData("qwen2", """{ "layer_types": [0, 1] }""", "must be a list of texts")]
    public void Types_of_layers_that_are_not_supported_are_refused(string type, string change, string reason)
    {
        using var model = Save(type, "model.");
        Change(change);

        Assert.Contains(reason, Refusal(), StringComparison.Ordinal);
    }

    /// <summary>What a backbone was loaded under has no part in what it is used for.</summary>
    [Theory]
    [InlineData("bert", "")]
    [InlineData("llama", "model.")]
    [InlineData("t5", "")]
    [InlineData("vit", "vit.")]
    public void A_model_that_was_loaded_for_inference_can_be_trained(string type, string prefix)
    {
        using var scope = NewDisposeScope();
        using var model = Save(type, prefix);
        using var loaded = LoadForInference();
        using var batch = loaded is IImageModel ? loaded.BatchImages(zeros(1, 3, 6, 6)) : TokenBatch.Pad([[2, 5, 3]], 0);
        var weights = loaded.parameters().ToList();
        weights.ForEach(weight => weight.requires_grad = true);
        loaded.Encode(batch).pow(2).sum().backward();

        Assert.Contains(weights, weight => weight.grad is { } gradient && gradient.abs().sum().ToDouble() > 0);

        PretrainedBackbone LoadForInference()
        {
            using var inference = inference_mode();
            return HuggingFaceDirectory.Load(directory.Root);
        }
    }

    [Theory]
    [InlineData("""{ "rope_scaling": { "rope_type": "longrope", "factor": 4.0 } }""", "type 'longrope'")]
    [InlineData("""{ "num_key_value_heads": 3 }""", "cannot share 3 heads")]
    [InlineData("""{ "rope_scaling": { "factor": "much" } }""", "'rope_scaling.factor|rope_parameters.factor'")]
    public void A_decoder_that_is_not_supported_is_refused(string change, string reason)
    {
        using var model = Save("llama", "model.");
        Change(change);
        var error = Assert.Throws<BackboneException>(() => HuggingFaceDirectory.Load(directory.Root));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    /// <summary>All layers of Mistral have the window, and the upper ones of Qwen2 if its configuration says that they use it.</summary>
    [Theory]
    [InlineData("llama", """{ "sliding_window": 2 }""", null, null)]
    [InlineData("mistral", """{ "sliding_window": 2 }""", 2, 2)]
    [InlineData("mistral", """{ "sliding_window": null }""", null, null)]
    [InlineData("qwen2", """{ "sliding_window": 2, "use_sliding_window": false, "max_window_layers": 0 }""", null, null)]
    [InlineData("qwen2", """{ "sliding_window": 2, "use_sliding_window": true, "max_window_layers": 1 }""", null, 2)]
    [InlineData("qwen2", """{ "sliding_window": 2, "use_sliding_window": true, "max_window_layers": 2 }""", null, null)]
    public void Layers_have_the_window_that_the_configuration_says(string type, string change, int? first, int? second)
    {
        using var scope = NewDisposeScope();
        using var saved = Save(type, "model.");
        Change(change);
        using var loaded = (LlamaModel)HuggingFaceDirectory.Load(directory.Root);
        using var batch = TokenBatch.Pad([[5, 2, 6, 7, 3, 5, 6, 7], [7, 2, 6, 7, 3, 5, 6, 7]], 0);
        var hidden = loaded.Encode(batch);

        Assert.Equal((int?[])[first, second], loaded.Encoder.MemorySites.Select(site => ((SelfAttention)site.Attention).Options.Window));
        // Two tokens at each of two layers reach two tokens back.
        Assert.Equal((first, second) == (2, 2), hidden[0].narrow(0, 3, 5).allclose(hidden[1].narrow(0, 3, 5), 1e-5, 1e-6));
        Assert.False(hidden[0].narrow(0, 2, 1).allclose(hidden[1].narrow(0, 2, 1), 1e-5, 1e-6));
        Assert.Equal(8, loaded.MaxTokens);
    }

    [Theory]
    [InlineData("""{ "rope_scaling": { "rope_type": "yarn", "factor": 4 } }""", 32, null, 1.138629436)]
    [InlineData("""{ "rope_scaling": { "rope_type": "yarn", "original_max_position_embeddings": 4 } }""", 8, null, 1.069314718)]
    [InlineData("""{ "rope_scaling": { "type": "yarn", "factor": 2, "attention_factor": 0.5 } }""", 16, null, 0.5)]
    [InlineData("""{ "rope_parameters": { "rope_type": "yarn", "factor": 4, "mscale": 2, "mscale_all_dim": 0.5 } }""", 32, null, 1.194465)]
    [InlineData("""{ "rope_scaling": { "type": "dynamic", "factor": 3 } }""", 24, 8, 1)]
    [InlineData("""{ "rope_scaling": { "type": "linear", "factor": 3 } }""", 8, null, 1)]
    public void Rotations_are_those_of_the_configuration(string change, int maxTokens, int? trained, double length)
    {
        using var scope = NewDisposeScope();
        using var saved = Save("llama", "model.");
        Change(change);
        using var loaded = (LlamaModel)HuggingFaceDirectory.Load(directory.Root);
        var rotary = ((SelfAttention)loaded.Encoder.MemorySites[0].Attention).Options.Rotary!;
        var (cosine, sine) = rotary.ComputeAngles(tensor(new[] { 5L }, [1, 1]), ScalarType.Float32);

        Assert.Equal((maxTokens, trained), (loaded.MaxTokens, rotary.TrainedLength));
        Assert.Equal(length, (cosine.square() + sine.square()).sqrt()[0, 0, 0, 0].ToDouble(), 1e-5);
    }

    [Fact]
    public void A_projection_follows_narrow_embeddings()
    {
        using var scope = NewDisposeScope();
        var config = Electra with { Embedding = 4, Layers = 1 };
        using var model = new ElectraModel(config, new PretrainedIdentity("e", "random"));
        Save(model, "electra.", ("model_type", "electra"), ("embedding_size", 4), ("hidden_size", 8), ("num_hidden_layers", 1));
        using var loaded = HuggingFaceDirectory.Load(directory.Root);
        using var batch = TokenBatch.Pad([[2, 5, 3]], 0);
        model.eval();

        Assert.Equal([1, 3, 8], loaded.Embed(batch).shape);
        Assert.True(model.Encode(batch).allclose(loaded.Encode(batch), 1e-5, 1e-6));
    }

    [Fact]
    public void Texts_get_special_tokens_and_keep_the_last_one_when_they_are_truncated()
    {
        using var model = Save("bert", "");
        using var loaded = HuggingFaceDirectory.Load(directory.Root);

        Assert.Equal([2, 5, 6, 7, 3], loaded.Tokenizer.Tokenize("Hello worlds"));
        Assert.Equal([2, 3], loaded.Tokenizer.Tokenize(""));
        Assert.Equal([2, 5, 3], TokenizedText.Create(loaded.Tokenizer, "hello worlds", 3).Ids);
        Assert.Equal([3], TokenizedText.Create(loaded.Tokenizer, "hello worlds", 1).Ids);
        Assert.True(TokenizedText.Create(loaded.Tokenizer, "hello worlds", 4).IsTruncated);
        Assert.False(TokenizedText.Create(loaded.Tokenizer, "hello worlds", 5).IsTruncated);
    }

    [Theory]
    [InlineData("a [SEP] b")]
    [InlineData("[SEP]")]
    [InlineData("[CLS][SEP][PAD][MASK][UNK]")]
    public void A_special_token_that_is_written_in_a_text_stays_text(string text)
    {
        using var model = Save("bert", "");
        File.WriteAllText(directory.PathOf("tokenizer.json"), PublishedTokenizer());
        using var loaded = HuggingFaceDirectory.Load(directory.Root);

        var ids = loaded.Tokenizer.Tokenize(text);
        Assert.Equal(2, ids[0]);
        Assert.Equal(3, ids[^1]);
        Assert.DoesNotContain(ids[1..^1], id => id is 0 or 2 or 3 or 4);
    }

    [Fact]
    public void The_truncation_and_padding_of_a_published_tokenizer_do_not_apply()
    {
        using var model = Save("bert", "");
        File.WriteAllText(directory.PathOf("tokenizer.json"), PublishedTokenizer());
        using var loaded = HuggingFaceDirectory.Load(directory.Root);

        Assert.Equal([2, 5, 5, 5, 5, 5, 5, 3], loaded.Tokenizer.Tokenize("hello hello hello hello hello hello"));
        Assert.Equal([2, 5, 3], loaded.Tokenizer.Tokenize("hello"));
    }

    [Theory]
    [InlineData("{}", "Café", 12)]
    [InlineData("""{ "do_lower_case": false }""", "Café", 13)]
    [InlineData("""{ "do_lower_case": false }""", "Hello", 1)]
    public void The_configuration_of_the_tokenizer_decides_about_case(string config, string text, int expected)
    {
        using var model = Save("bert", "");
        File.WriteAllText(directory.PathOf("tokenizer_config.json"), config);
        using var loaded = HuggingFaceDirectory.Load(directory.Root);

        Assert.Equal([2, expected, 3], loaded.Tokenizer.Tokenize(text));
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\udc00b")]
    [InlineData("\0")]
    public void Any_text_can_be_tokenized(string text)
    {
        using var model = Save("bert", "");
        using var loaded = HuggingFaceDirectory.Load(directory.Root);

        Assert.Equal(2, loaded.Tokenizer.Tokenize(text)[0]);
    }

    [Theory]
    [InlineData("cls_token", Pooling.FirstToken)]
    [InlineData("mean_tokens", Pooling.Mean)]
    [InlineData("max_tokens", Pooling.Max)]
    [InlineData("lasttoken", Pooling.LastToken)]
    public void The_pooling_of_a_sentence_encoder_is_its_own(string mode, Pooling expected)
    {
        using var scope = NewDisposeScope();
        using var model = Save("bert", "");
        SavePooling($$"""{ "word_embedding_dimension": 8, "pooling_mode_{{mode}}": true, "pooling_mode_weightedmean_tokens": false }""");
        using var loaded = HuggingFaceDirectory.Load(directory.Root);
        using var batch = TokenBatch.Pad([[2, 5, 3], [2, 5, 6, 7, 3]], 0);
        var hidden = loaded.Encode(batch);

        Assert.True(expected.Apply(hidden, batch).equal(loaded.Pool(hidden, batch)).all().item<bool>());
    }

    [Theory]
    [InlineData("""{ "pooling_mode_weightedmean_tokens": true }""", "weightedmean_tokens")]
    [InlineData("""{ "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": true }""", "cls_token and mean_tokens")]
    [InlineData("{}", "the pooling is none")]
    public void Another_pooling_is_refused(string pooling, string said)
    {
        using var model = Save("bert", "");
        SavePooling(pooling);

        Assert.Contains(said, Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model_type", "\"gpt_neox\"", "'model_type' is 'gpt_neox'. Supported are: bert")]
    [InlineData("model_type", "null", "'model_type' is ''")]
    [InlineData("hidden_act", "\"gelu_10\"", "'hidden_act'")]
    [InlineData("position_embedding_type", "\"relative_key\"", "relative_key")]
    [InlineData("is_decoder", "true", "'is_decoder'")]
    [InlineData("hidden_size", "16", "the model needs")]
    [InlineData("num_hidden_layers", "3", "is missing")]
    [InlineData("num_hidden_layers", "1", "is unknown to the model")]
    [InlineData("num_attention_heads", "3", "3 heads")]
    public void An_unsupported_configuration_is_refused_by_name(string key, string value, string said)
    {
        using var model = Save("bert", "");
        var path = directory.PathOf("config.json");
        var config = JsonNode.Parse(File.ReadAllText(path))!;
        config[key] = JsonNode.Parse(value);
        File.WriteAllText(path, config.ToJsonString());

        Assert.Contains(said, Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vocab.txt", "tokenizer.json nor vocab.txt")]
    [InlineData("model.safetensors", "model.safetensors")]
    [InlineData("config.json", "config.json")]
    public void A_missing_file_is_named(string file, string said)
    {
        using var model = Save("bert", "");
        File.Delete(directory.PathOf(file));

        Assert.Contains(said, Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n", "no [SEP]")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\na\na\n", "'a' is in line 5 and in line 6")]
    public void A_broken_vocabulary_is_refused(string vocabulary, string said)
    {
        using var model = Save("bert", "");
        File.WriteAllText(directory.PathOf("vocab.txt"), vocabulary);

        Assert.Contains(said, Refusal(), StringComparison.Ordinal);
    }

    /// <summary>GPT-2 was published with the two files before there was a tokenizer.json.</summary>
    [Theory]
    [InlineData(false, "hello hello", 7, 9)]
    [InlineData(true, "hello hello", 9, 9)]
    [InlineData(false, "hell <|endoftext|>", 6, 10, 11)]
    public void A_gpt2_may_have_a_vocabulary_and_merges(bool hasLeadingBlank, string text, params int[] expected)
    {
        using var model = Save("gpt2", "transformer.");
        WriteBytePairs(hasLeadingBlank);
        using var loaded = HuggingFaceDirectory.Load(directory.Root);

        var ids = loaded.Tokenizer.Tokenize(text);

        // The name of a special token in a text is ordinary text.
        Assert.Equal(expected, ids.Take(expected.Length));
        Assert.DoesNotContain(12, ids);
        Assert.Equal(text, loaded.Tokenizer.Decode([.. ids, 12]).TrimStart());
    }

    [Theory]
    [InlineData("vocab.json", null, "nor both vocab.json and merges.txt")]
    [InlineData("merges.txt", null, "nor both vocab.json and merges.txt")]
    [InlineData("added_tokens.json", "{}", "has added_tokens.json")]
    [InlineData("vocab.json", "[]", "is not a JSON object with the id of each token")]
    [InlineData("vocab.json", """{"a": "b"}""", "is not a JSON object with the id of each token")]
    [InlineData("merges.txt", "#version: 0.2\nh e\nhe l l\n", "line 3 is 'he l l'")]
    [InlineData("merges.txt", "x y\n", "cannot be read")]
    public void Broken_byte_pairs_are_refused(string file, string? content, string reason)
    {
        using var model = Save("gpt2", "transformer.");
        WriteBytePairs(hasLeadingBlank: false);
        if (content is null)
            File.Delete(directory.PathOf(file));
        else
            File.WriteAllText(directory.PathOf(file), content);

        Assert.Contains(reason, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_line_ends_do_not_change_a_vocabulary()
    {
        using var model = Save("bert", "");
        File.WriteAllText(directory.PathOf("vocab.txt"), Vocabulary.Replace("\n", "\r\n", StringComparison.Ordinal));
        using var loaded = HuggingFaceDirectory.Load(directory.Root);

        Assert.Equal([2, 5, 6, 7, 3], loaded.Tokenizer.Tokenize("Hello worlds"));
    }

    /// <summary>What a model writes begins and ends with tokens that no text contains.</summary>
    [Fact]
    public void Special_tokens_are_no_part_of_a_decoded_text()
    {
        File.WriteAllText(directory.PathOf("tokenizer.json"), PublishedTokenizer());
        using var tokenizer = HuggingFaceTokenizer.Open(directory.PathOf("tokenizer.json"));
        var ids = tokenizer.Tokenize("hello worlds");

        Assert.Equal([2, 3], [ids[0], ids[^1]]);
        Assert.Equal(tokenizer.Decode(ids[1..^1]), tokenizer.Decode(ids));
        Assert.Equal("[CLS]", tokenizer.TextOf(2));
    }

    private static string PublishedTokenizer()
    {
        var description = WordPieceFile.Describe("vocab.txt", Vocabulary, new WordPieceOptions(), out _);
        description["truncation"] = JsonNode.Parse(
            """{ "direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0 }""");
        description["padding"] = JsonNode.Parse(
            """
            {
              "strategy": { "Fixed": 6 }, "direction": "Right", "pad_to_multiple_of": null,
              "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"
            }
            """);
        string[] special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        description["added_tokens"] = new JsonArray([.. special.Select((token, id) => JsonNode.Parse(
            $$"""
            {
              "id": {{id}}, "content": "{{token}}", "special": true,
              "single_word": false, "lstrip": false, "rstrip": false, "normalized": false
            }
            """))]);
        return description.ToJsonString();
    }

    private string Refusal() => Assert.Throws<BackboneException>(() => HuggingFaceDirectory.Load(directory.Root)).Message;

    private void Change(string change)
    {
        var config = JsonNode.Parse(File.ReadAllText(directory.PathOf("config.json")))!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(change)!.AsObject())
            config[key] = value?.DeepClone();

        File.WriteAllText(directory.PathOf("config.json"), config.ToJsonString());
    }

    private PretrainedBackbone Save(string type, string prefix)
    {
        manual_seed(4);
        var identity = new PretrainedIdentity("saved", "random");
        PretrainedBackbone model = type switch
        {
            "roberta" => new RobertaModel(Roberta, identity),
            "distilbert" => new DistilBertModel(DistilBert, identity),
            "electra" => new ElectraModel(Electra, identity),
            "gpt2" => new Gpt2Model(Gpt2, identity),
            "t5" => new T5Model(T5, identity),
            "mt5" => new T5Model(MT5, identity),
            "bart" => new BartModel(Bart, identity),
            "llama" or "mistral" or "qwen2" => new LlamaModel(Llama with { ModelType = type }, identity),
            "vit" => new ViTModel(ViT, identity),
            _ => new BertModel(Bert, identity),
        };
        model.eval();
        (string, JsonNode)[] width = [("hidden_size", 8), ("dim", 8), ("embedding_size", 8), ("n_embd", 8)];
        (string, JsonNode)[] layers = [("num_hidden_layers", 2), ("n_layers", 2), ("n_layer", 2)];
        (string, JsonNode)[] stacks =
        [
            ("d_model", 8), ("d_kv", 6), ("d_ff", 16), ("num_layers", 2), ("num_decoder_layers", 1), ("num_heads", 2),
            ("relative_attention_num_buckets", 6), ("relative_attention_max_distance", 9), ("encoder_layers", 2), ("decoder_layers", 1),
            ("encoder_attention_heads", 2), ("decoder_attention_heads", 4), ("encoder_ffn_dim", 16), ("decoder_ffn_dim", 12),
            ("scale_embedding", true), ("feed_forward_proj", type == "mt5" ? "gated-gelu" : "relu"), ("tie_word_embeddings", type == "t5"),
        ];
        (string, JsonNode)[] image = [("image_size", 6), ("patch_size", 3)];
        (string, JsonNode)[] own = type is "t5" or "mt5" or "bart" ? stacks : type == "vit" ? image : [];
        Save(model, prefix, [("model_type", type), .. width, .. layers, .. own]);
        return model;
    }

    private void Save(PretrainedBackbone model, string prefix, params (string Key, JsonNode Value)[] facts)
    {
        var config = JsonNode.Parse(
            """
            {
              "vocab_size": 14, "num_attention_heads": 2, "n_heads": 2, "n_head": 2, "intermediate_size": 16, "hidden_dim": 16,
              "max_position_embeddings": 8, "n_positions": 8, "num_key_value_heads": 1,
              "type_vocab_size": 2, "hidden_act": "gelu", "torch_dtype": "float32"
            }
            """)!;
        foreach (var (key, value) in facts)
            config[key] = value;

        File.WriteAllText(directory.PathOf("config.json"), config.ToJsonString());
        File.WriteAllText(directory.PathOf("vocab.txt"), Vocabulary);
        CheckpointWriter.Write(directory.PathOf("model.safetensors"), (IMappedWeights)model, prefix);
    }

    // A blank is the letter Ġ.
    private void WriteBytePairs(bool hasLeadingBlank)
    {
        string[] tokens = ["h", "e", "l", "o", "ll", "he", "hell", "hello", "Ġhell", "Ġhello", "Ġ", "<", "<|endoftext|>", "|", ">"];
        string[] rest = ["n", "d", "f", "t", "x"];
        File.Delete(directory.PathOf("vocab.txt"));
        var vocabulary = new JsonObject(tokens.Concat(rest).Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id)));
        File.WriteAllText(directory.PathOf("vocab.json"), vocabulary.ToJsonString());
        File.WriteAllText(
            directory.PathOf("merges.txt"), "#version: 0.2\nl l\nh e\nhe ll\nhell o\nĠ hell\nĠ hello\n\n");
        File.WriteAllText(
            directory.PathOf("tokenizer_config.json"), $$"""{ "add_prefix_space": {{(hasLeadingBlank ? "true" : "false")}} }""");
    }

    private void WriteEnds(string? inConfig, string? generation)
    {
        var config = JsonNode.Parse(File.ReadAllText(directory.PathOf("config.json")))!.AsObject();
        config["eos_token_id"] = inConfig is null ? null : JsonNode.Parse(inConfig);
        File.WriteAllText(directory.PathOf("config.json"), config.ToJsonString());
        if (generation is not null)
            File.WriteAllText(directory.PathOf("generation_config.json"), generation);
    }

    private void SavePooling(string config)
    {
        Directory.CreateDirectory(directory.PathOf("1_Pooling"));
        File.WriteAllText(directory.PathOf("1_Pooling/config.json"), config);
        File.WriteAllText(directory.PathOf("modules.json"),
            """
            [
              { "idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer" },
              { "idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling" }
            ]
            """);
    }
}
