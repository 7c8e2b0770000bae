namespace AdapterKit.Interchange;

/// <summary>The heads of the classes of transformers, such as <c>BertForSequenceClassification</c>, by the type of the model.</summary>
internal static class ClassicHeads
{
    /// <summary>The layer that has no bias.</summary>
    public const string WithoutBias = "score";

    /// <summary>Returns the linear layers of the head that classifies texts; null for an unknown type of model.</summary>
    /// <param name="names">The model.</param>
    public static (IReadOnlyList<string> Layers, Activation Activation)? FindTexts(CheckpointNames names) => names.ModelType switch
    {
        "bert" => ([$"{names.Prefix}pooler.dense", "classifier"], Activation.Tanh),
        "roberta" => (["classifier.dense", "classifier.out_proj"], Activation.Tanh),
        "electra" => (["classifier.dense", "classifier.out_proj"], Activation.Gelu),
        "distilbert" => (["pre_classifier", "classifier"], Activation.Relu),
        "gpt2" or "llama" => ([WithoutBias], Activation.Tanh),
        _ => null,
    };

    /// <summary>The class with the head that classifies images.</summary>
    public const string OfImages = "ViTForImageClassification";

    /// <summary>The linear layers of the head that classifies images, which reads the first token.</summary>
    public static (IReadOnlyList<string> Layers, Activation Activation) Images => (["classifier"], Activation.Tanh);

    /// <summary>The linear layers of the head that classifies tokens.</summary>
    public static (IReadOnlyList<string> Layers, Activation Activation) Tokens => (["classifier"], Activation.Tanh);
}
