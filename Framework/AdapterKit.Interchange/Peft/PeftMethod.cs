namespace AdapterKit.Interchange;

/// <summary>The methods of PEFT that can be read.</summary>
internal enum PeftMethod
{
    /// <summary>LoRA, with or without DoRA.</summary>
    Lora,

    /// <summary>(IA)³.</summary>
    Ia3,

    /// <summary>Prompt tuning and P-tuning, whose folders are the same.</summary>
    Prompt,

    /// <summary>Prefix tuning, with or without a network that computed the prefixes in training.</summary>
    Prefix,
}
